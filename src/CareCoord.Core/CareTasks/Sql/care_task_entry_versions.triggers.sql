create trigger guard_version before update or delete on care_task_entry_versions for each row execute function app.guard_version();
