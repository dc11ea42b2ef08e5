-- How the asker is reached; false where they have no account.
create or replace function app.change_contact(p_phone text, p_best_way text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    update accounts a set phone_number = p_phone, best_way_to_reach = p_best_way where a.id = asker.account_id;
    return found;
end $$;
grant execute on function app.change_contact(text, text) to carecoord_app;
