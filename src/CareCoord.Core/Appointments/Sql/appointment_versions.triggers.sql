create trigger guard_version before update or delete on appointment_versions for each row execute function app.guard_version();
