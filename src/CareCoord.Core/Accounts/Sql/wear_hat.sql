-- Puts on another hat that the asker holds, in a sign-in of theirs that is open.
create or replace function app.wear_hat(p_session uuid, p_hat text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    update sign_in_sessions s set hat = p_hat
    where s.id = p_session and s.account_id = asker.account_id and s.ended_at is null
      and exists (select from account_hats h where h.account_id = asker.account_id and h.hat = p_hat);
end $$;
grant execute on function app.wear_hat(uuid, text) to carecoord_app;
