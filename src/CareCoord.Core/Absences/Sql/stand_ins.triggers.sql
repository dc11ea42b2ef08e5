create trigger derive_stand_in after insert or update or delete on stand_ins for each row execute function app.derive_stand_in();
