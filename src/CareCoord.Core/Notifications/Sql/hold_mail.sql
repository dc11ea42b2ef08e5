-- Lets a mail rest until the next try; false where the claim has passed to somebody else.
create or replace function app.hold_mail(p_id uuid, p_claim uuid, p_rest interval) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    update outbox_mails m set held_until = moment + p_rest, claim = null where m.id = p_id and m.claim = p_claim;
    return found;
end $$;
grant execute on function app.hold_mail(uuid, uuid, interval) to carecoord_app;
