-- Ends one sign-in of the asker, or all where none is named; false where none was open.
create or replace function app.end_sessions(p_session uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.actor();
begin
    perform app.await_audit();
    update sign_in_sessions s set ended_at = asker.moment
    where s.account_id = asker.account_id and (p_session is null or s.id = p_session) and s.ended_at is null;
    return found;
end $$;
grant execute on function app.end_sessions(uuid) to carecoord_app;
