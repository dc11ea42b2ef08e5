-- The same of a known account. The portal tries for the second step of who signs in, its own person for the password that an act asks for.
create or replace function app.try_account(p_account uuid)
returns table (tried uuid, id uuid, email text, display_name text, time_zone text, language text, password_hash text,
               security_stamp text, two_factor_enabled boolean, has_long_password boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform app.require_account(p_account);
    if app.is_worker() then
        perform app.audit('account.sign-in-tried', '{}', 'account', p_account);
    else
        perform app.audit('account.password-tried', '{}', 'account', p_account);
    end if;
    return query
    select p_account, s.* from (select app.count_try(p_account) as counted) c
    left join lateral app.account_secrets(case when c.counted then p_account end) s on true;
end $$;
grant execute on function app.try_account(uuid) to carecoord_app;
