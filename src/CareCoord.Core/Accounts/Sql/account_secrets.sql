-- What proves an account; for the functions that say who may ask.
create or replace function app.account_secrets(p_account uuid)
returns table (id uuid, email text, display_name text, time_zone text, language text, password_hash text, security_stamp text,
               two_factor_enabled boolean, has_long_password boolean)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.id, a.email, a.display_name, a.time_zone, a.language, a.password_hash, a.security_stamp, a.two_factor_enabled,
           a.has_long_password
    from accounts a where a.id = p_account;
end $$;
