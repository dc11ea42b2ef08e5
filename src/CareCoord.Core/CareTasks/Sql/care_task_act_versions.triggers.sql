create trigger guard_version before update or delete on care_task_act_versions for each row execute function app.guard_version();
