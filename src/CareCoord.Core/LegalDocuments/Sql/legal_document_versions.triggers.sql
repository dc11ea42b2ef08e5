create trigger guard_version before update or delete on legal_document_versions for each row execute function app.guard_version();
