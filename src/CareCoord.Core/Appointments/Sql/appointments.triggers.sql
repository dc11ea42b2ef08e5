create trigger guard_outcome before update on appointments for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.guard_outcome();
create trigger first_version before insert on appointments for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and new.version <> 1)
        execute function app.keep_version('appointment_versions', 'visit_outcome_content');
create trigger keep_version after update on appointments for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and old.state <> 'booked')
        execute function app.keep_version('appointment_versions', 'visit_outcome_content');
