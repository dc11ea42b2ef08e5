-- Accepts for the asker, whose address must be the invited one. Says "accepted", or "sees" where the asker has a grant already. Says
-- "later", with the moment of the next try, where the account has tried too often. Says "no" for everything else, so that nobody learns
-- what was wrong.
create or replace function app.accept_invitation(p_token_hash bytea, p_birth_date date) returns table (answer text, again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor      app.actor := app.actor();
    again      timestamptz;
    invitation proxy_invitations;
    given      uuid := app.uuid7(actor.moment);
begin
    perform app.await_audit();
    if not exists (select from account_hats h where h.account_id = actor.account_id and h.hat = actor.hat) then
        perform app.audit('invitation.refused', '{}');
        return query select 'no', again;
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 17));
    delete from invitation_tries t where t.account_id = actor.account_id and t.at <= actor.moment - interval '1 day';
    select greatest((array_agg(t.at order by t.at desc)
                         filter (where t.at > actor.moment - interval '{{ProxyInvitation.TryMinutes}} minutes')
                     )[{{ProxyInvitation.MostTries}}] + interval '{{ProxyInvitation.TryMinutes}} minutes',
                    (array_agg(t.at order by t.at desc))[{{ProxyInvitation.MostTriesADay}}] + interval '1 day')
    into again from invitation_tries t where t.account_id = actor.account_id;
    if again is not null then
        perform app.audit('invitation.refused', '{}');
        return query select 'later', again;
        return;
    end if;
    insert into invitation_tries values (app.uuid7(actor.moment), actor.account_id, actor.moment);

    -- Of two who accept at once, the second waits here and finds it used.
    select i.* into invitation from proxy_invitations i join accounts a on a.id = actor.account_id and a.normalized_email = i.email_key
    where i.token_hash = p_token_hash for update of i;
    if not exists (select from app.open_invitation(p_token_hash)) or invitation.id is null
       or exists (select from patients p where p.id = invitation.patient_id and p.account_id = actor.account_id) then
        perform app.audit('invitation.refused', '{}');
        return query select 'no', again;
        return;
    end if;

    if not exists (select from patients p where p.id = invitation.patient_id and p.birth_date = p_birth_date) then
        update proxy_invitations i set wrong_dates = i.wrong_dates + 1,
            stopped_at = case when i.wrong_dates + 1 >= {{ProxyInvitation.MostWrongDates}} then actor.moment end where i.id = invitation.id;
        perform app.audit('invitation.wrong-date', array[invitation.patient_id], 'proxy_invitation', invitation.id);
        if invitation.wrong_dates + 1 >= {{ProxyInvitation.MostWrongDates}} then
            perform app.mail_invitation(invitation.id, null);
            perform app.add_patient_notification(invitation.patient_id, 'invitation_stopped', invitation.id);
            perform app.add_notification(invitation.invited_by, invitation.invited_as, 'invitation_stopped', invitation.patient_id,
                                         invitation.id)
            where invitation.invited_as = 'coordinator';
        end if;
        return query select 'no', again;
        return;
    end if;
    if exists (select from proxy_grants g where g.patient_id = invitation.patient_id and g.caregiver_account_id = actor.account_id
                                            and tstzrange(g.starts_at, g.ends_at) && tstzrange(actor.moment, invitation.grant_ends_at)) then
        perform app.audit('invitation.refused', array[invitation.patient_id]);
        return query select 'sees', again;
        return;
    end if;

    insert into proxy_grants (patient_id, id, caregiver_account_id, relationship, view_bits, manage_bits, starts_at, ends_at, granted_by)
    values (invitation.patient_id, given, actor.account_id, invitation.relationship, invitation.view_bits, invitation.manage_bits,
            actor.moment,
            invitation.grant_ends_at, invitation.invited_by);
    insert into proxy_grant_entries
    values (invitation.patient_id, app.uuid7(actor.moment), given, 'given', actor.moment, invitation.invited_by, invitation.invited_as,
            invitation.view_bits,
            invitation.manage_bits, invitation.grant_ends_at, invitation.said, invitation.said_on, invitation.said_how);
    update proxy_invitations i set used_at = actor.moment, used_by = actor.account_id where i.id = invitation.id;
    perform app.mail_invitation(invitation.id, null);
    insert into account_hats values (actor.account_id, 'caregiver') on conflict do nothing;
    update accounts a set email_confirmed = true where a.id = actor.account_id and not a.email_confirmed;
    perform app.add_patient_notification(invitation.patient_id, 'invitation_accepted', given);
    perform app.add_notification(invitation.invited_by, invitation.invited_as, 'invitation_accepted', invitation.patient_id, given)
        where invitation.invited_as = 'coordinator';
    perform app.audit('invitation.accepted', array[invitation.patient_id], 'proxy_grant', given);
    return query select 'accepted', again;
end $$;
grant execute on function app.accept_invitation(bytea, date) to carecoord_app;
