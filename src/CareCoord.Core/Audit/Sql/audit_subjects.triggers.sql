create trigger append_only before update or delete or truncate on audit_subjects for each statement execute function app.refuse_change();
