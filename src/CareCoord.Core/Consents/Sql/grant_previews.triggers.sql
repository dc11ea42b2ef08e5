create trigger derive_access after insert or update on grant_previews for each row execute function app.derive_preview();
