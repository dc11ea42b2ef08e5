create trigger care_task_changed after insert or update on care_tasks for each row execute function app.care_task_changed();
create constraint trigger demand_entry after update on care_tasks deferrable initially deferred for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.demand_entry();
create trigger end_transition after update of closed_at, about, about_id on care_tasks for each row
    when (old.about = 'transition' and (new.closed_at is not null or new.about_id is distinct from old.about_id or new.about <> old.about))
    execute function app.end_transition();
create trigger keep_coordinator before insert on care_tasks for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.keep_coordinator();
create trigger first_version before insert on care_tasks for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and new.version <> 1)
        execute function app.keep_version('care_task_versions', 'care_task_content');
create trigger keep_version after update of title, why, about, about_id, priority, due_at, due_in_business_days, version, amendment_kind,
    amendment_reason, amended_by,
    amended_as, amended_for, amended_at on care_tasks for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '')
        execute function app.keep_version('care_task_versions', 'care_task_content');
create constraint trigger leave_after_task after update on care_tasks deferrable initially deferred for each row
    when (new.closed_at is not null or new.owner_account_id <> old.owner_account_id
          or new.asked_account_id is distinct from old.asked_account_id)
    execute function app.leave_after_task();
