-- The open pages of whoever is told something, or whose sign-in changes, read again.
create or replace function app.stir_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform app.stir(new.account_id);
    return null;
end $$;
