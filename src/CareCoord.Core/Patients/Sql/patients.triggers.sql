create trigger derive_self after insert or update of account_id on patients for each row execute function app.derive_self();
