-- Ends a mail; false where the claim has passed to somebody else. An invitation that could not be delivered says so.
create or replace function app.end_mail(p_id uuid, p_claim uuid, p_outcome text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
    mail   outbox_mails;
begin
    update outbox_mails m set ended_at = moment, outcome = p_outcome, claim = null, sealed_token = null
    where m.id = p_id and m.claim = p_claim
        returning * into mail;
    if mail.invitation_id is not null and p_outcome = 'given_up' then
        update proxy_invitations i set undelivered_at = moment where i.id = mail.invitation_id;
    end if;
    return mail.id is not null;
end $$;
grant execute on function app.end_mail(uuid, uuid, text) to carecoord_app;
