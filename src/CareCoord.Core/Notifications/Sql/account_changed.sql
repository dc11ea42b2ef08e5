-- The open pages of whoever is told something, or whose sign-in changes, read again.
create or replace function app.account_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform app.notify_account(new.account_id);
    return null;
end $$;
