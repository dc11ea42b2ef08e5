create trigger follow_document after update of state on legal_documents for each row execute function app.follow_document();
create trigger guard_legal_document before insert or update on legal_documents for each row execute function app.guard_legal_document();
create trigger label_parts after insert or delete or update of labels, file_id on legal_documents for each row execute function app.label_parts();
