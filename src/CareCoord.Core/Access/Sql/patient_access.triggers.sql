create trigger changed after update or delete on patient_access for each row execute function app.access_changed();
