create trigger label_part before insert on legal_document_acts for each row execute function app.label_part();
