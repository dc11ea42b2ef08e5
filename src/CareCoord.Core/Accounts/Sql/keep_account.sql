-- Keeps the asker's password and second step. False where they were changed since they were read, which the stamp tells.
create or replace function app.keep_account(p_was text, p_stamp text, p_password_hash text, p_long boolean, p_second_step boolean)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    update accounts a
    set security_stamp = p_stamp, password_hash = p_password_hash, has_long_password = p_long, two_factor_enabled = p_second_step
    where a.id = asker.account_id and a.security_stamp = p_was;
    return found;
end $$;
grant execute on function app.keep_account(text, text, text, boolean, boolean) to carecoord_app;
