-- A sealed key or the sealed recovery codes of an account; null where there is none. Locked, nobody else changes it before this act ends.
create or replace function app.account_token(p_account uuid, p_name text, p_lock boolean) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_account(p_account);
    if p_lock then
        perform app.await_audit();
        perform from accounts a where a.id = p_account for update;
    end if;
    return (select t.value from account_tokens t
            where t.user_id = p_account and t.login_provider = '[AspNetUserStore]' and t.name = p_name);
end $$;
grant execute on function app.account_token(uuid, text, boolean) to carecoord_app;
