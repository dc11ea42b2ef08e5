create trigger stir after insert or update of read_at on notifications for each row execute function app.stir_account();
