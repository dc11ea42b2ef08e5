-- A try to sign in at an address, counted and kept before it is checked. One row always: whose account it is, and what proves it unless it
-- rests. For nobody's address the same is written.
create or replace function app.try_sign_in(p_email_key text)
returns table (tried uuid, id uuid, email text, display_name text, time_zone text, language text, password_hash text,
               security_stamp text, two_factor_enabled boolean, has_long_password boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    account uuid;
begin
    perform app.require_worker();
    select a.id into account from accounts a where a.normalized_email = p_email_key;
    perform app.audit('account.sign-in-tried', '{}', 'account', account);
    return query
    select account, s.* from (select app.count_try(account) as counted) c
    left join lateral app.account_secrets(case when c.counted then account end) s on true;
end $$;
grant execute on function app.try_sign_in(text) to carecoord_app;
