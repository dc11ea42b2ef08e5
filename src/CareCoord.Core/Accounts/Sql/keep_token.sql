-- Keeps a sealed key or the sealed recovery codes of the asker; null takes them away.
create or replace function app.keep_token(p_name text, p_value text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    delete from account_tokens t where t.user_id = asker.account_id and t.login_provider = '[AspNetUserStore]' and t.name = p_name;
    insert into account_tokens (user_id, login_provider, name, value)
    select asker.account_id, '[AspNetUserStore]', p_name, p_value where p_value is not null;
end $$;
grant execute on function app.keep_token(text, text) to carecoord_app;
