create trigger label_part before insert on document_readings for each row execute function app.label_part();
