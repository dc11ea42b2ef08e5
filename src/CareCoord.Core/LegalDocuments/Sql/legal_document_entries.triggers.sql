create trigger label_part before insert on legal_document_entries for each row execute function app.label_part();
