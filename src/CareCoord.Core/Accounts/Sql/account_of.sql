-- An account with what proves it, for the portal where somebody signs in, and for its own person.
create or replace function app.account_of(p_account uuid)
returns table (tried uuid, id uuid, email text, display_name text, time_zone text, language text, password_hash text,
               security_stamp text, two_factor_enabled boolean, has_long_password boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_account(p_account);
    return query select p_account, s.* from app.account_secrets(p_account) s;
end $$;
grant execute on function app.account_of(uuid) to carecoord_app;
