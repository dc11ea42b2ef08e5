-- Says "sent", or why not. "own" is the patient's or the asker's address, and "sees" that of somebody who sees the record already. "open"
-- is one to which an invitation waits, and "many" that no more may be made within a day. The link's token never comes here in clear.
create or replace function app.invite_caregiver(p_patient uuid, p_id uuid, p_email text, p_name text, p_relationship text, p_view integer,
                                                p_manage integer,
    p_ends_at timestamptz, p_token_hash bytea, p_sealed_token text, p_said text, p_said_on date, p_said_how text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not app.may_grant(p_patient) then
        raise exception 'only the patient and their coordinator invite' using errcode = 'insufficient_privilege';
    end if;
    -- One after another for a patient: two at once to the same address are one.
    perform pg_advisory_xact_lock(hashtextextended(p_patient::text, 17));
    if exists (select from accounts a left join patients p on p.account_id = a.id
               where a.normalized_email = upper(p_email) and (a.id = actor.account_id or p.id = p_patient)) then
        return 'own';
    elsif exists (select from proxy_grants g join accounts a on a.id = g.caregiver_account_id
                  where g.patient_id = p_patient and a.normalized_email = upper(p_email)
                    and tstzrange(g.starts_at, g.ends_at) @> actor.moment) then
        return 'sees';
    elsif (select count(*) from proxy_invitations i where i.patient_id = p_patient and i.created_at > actor.moment - interval '1 day')
        >= {{ProxyInvitation.MostADay}} then
        return 'many';
    end if;
    update proxy_invitations i set withdrawn_at = actor.moment
    where i.patient_id = p_patient and i.email_key = upper(p_email) and i.expires_at <= actor.moment
      and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null;
    insert into proxy_invitations (patient_id, id, email, name, relationship, view_bits, manage_bits, grant_ends_at, token_hash, invited_by,
                                   invited_as,
                                   said, said_on, said_how, created_at, sent_at, expires_at)
    values (p_patient, p_id, p_email, p_name, p_relationship, p_view, p_manage, p_ends_at, p_token_hash, actor.account_id, actor.hat,
            p_said, p_said_on, p_said_how, actor.moment, actor.moment, actor.moment + interval '{{ProxyInvitation.HoursOpen}} hours')
    on conflict (patient_id, email_key) where used_at is null and withdrawn_at is null and stopped_at is null do nothing;
    if not found then
        return 'open';
    end if;
    perform app.mail_invitation(p_id, p_sealed_token);
    perform app.add_patient_notification(p_patient, 'invitation_sent', p_id);
    return 'sent';
end $$;
grant execute on function app.invite_caregiver(uuid, uuid, text, text, text, integer, integer, timestamp with time zone, bytea, text, text,
                                               date, text) to carecoord_app;
