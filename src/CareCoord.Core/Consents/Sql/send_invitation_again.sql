-- Sends it once more, with another token: the one before is worth nothing from then on. Says "sent", "many" (no more often), "over" (the
-- end of what it gives has passed), or null where no such invitation waits or has expired.
create or replace function app.send_invitation_again(p_patient uuid, p_id uuid, p_token_hash bytea, p_sealed_token text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment     timestamptz := app.actor_moment();
    invitation proxy_invitations;
begin
    select * into invitation from proxy_invitations i
    where i.patient_id = p_patient and i.id = p_id and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null
      and app.may_grant(p_patient) for update;
    if invitation.id is null then
        return null;
    elsif invitation.sendings >= {{ProxyInvitation.MostSendings}} then
        return 'many';
    elsif invitation.grant_ends_at <= moment then
        return 'over';
    end if;
    update proxy_invitations i set token_hash = p_token_hash, sent_at = moment,
        expires_at = moment + interval '{{ProxyInvitation.HoursOpen}} hours',
        sendings = i.sendings + 1, wrong_dates = 0, undelivered_at = null where i.id = p_id;
    perform app.mail_invitation(p_id, p_sealed_token);
    return 'sent';
end $$;
grant execute on function app.send_invitation_again(uuid, uuid, bytea, text) to carecoord_app;
