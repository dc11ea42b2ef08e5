create trigger derive_access after insert or update on broken_glass for each row execute function app.derive_glass_access();
