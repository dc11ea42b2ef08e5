create trigger first_version before insert on care_task_entries for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and new.version <> 1)
        execute function app.keep_version('care_task_entry_versions', 'care_task_entry_content');
create trigger keep_version after update on care_task_entries for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '')
        execute function app.keep_version('care_task_entry_versions', 'care_task_entry_content');
