create trigger stir after update or delete on patient_access for each row execute function app.stir_access();
