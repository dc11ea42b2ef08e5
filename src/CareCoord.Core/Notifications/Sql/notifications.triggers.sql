create trigger changed after insert or update of read_at on notifications for each row execute function app.account_changed();
