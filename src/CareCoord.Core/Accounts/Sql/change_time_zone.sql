-- In which zone the asker reads times; false where they have no account.
create or replace function app.change_time_zone(p_zone text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    update accounts a set time_zone = p_zone where a.id = asker.account_id;
    return found;
end $$;
grant execute on function app.change_time_zone(text) to carecoord_app;
