-- The mail of an invitation that waits is the newest one, or none.
create or replace function app.mail_invitation(p_invitation uuid, p_sealed_token text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.actor_moment();
begin
    update outbox_mails m set ended_at = moment, outcome = 'needless', claim = null, sealed_token = null
    where m.invitation_id = p_invitation and m.ended_at is null;
    if p_sealed_token is not null then
        insert into outbox_mails (id, invitation_id, sealed_token, created_at, not_before, unlisted)
        values (app.uuid7(moment), p_invitation, p_sealed_token, moment, moment, true);
    end if;
end $$;
