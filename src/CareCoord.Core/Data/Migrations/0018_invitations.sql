-- What is done with invitations. The app writes none of these rows itself: the invitee cannot see the patient, and the mail is nobody's to read.

-- Each try to accept counts, whatever came of it.
create table invitation_tries (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    at         timestamptz not null
);
create index on invitation_tries (account_id, at);

-- Whether the asker says who may see this record: the patient, or their coordinator on the patient's word.
create function app.may_grant(p_patient uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from app.my_access(p_patient) a where a.basis in ('self', 'caseload') and a.manage_bits & 128 <> 0)
$$;

-- Tells the patient what their coordinator did in their name; nobody is told of what they did themselves.
create function app.tell_patient(p_patient uuid, p_kind text, p_subject uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    select app.tell(p.account_id, 'patient', p_kind, p.id, p_subject) from patients p where p.id = p_patient and p.account_id is not null
$$;

-- Says "sent"; or why not: "own" (the address is the patient's or the asker's), "sees" (whoever has it sees the record already), "open" (an
-- invitation to it waits), "many" (ten were made within a day).
create function app.invite_caregiver(p_patient uuid, p_id uuid, p_email text, p_name text, p_relationship text, p_view integer, p_manage integer,
    p_ends_at timestamptz, p_token text, p_said text, p_said_on date, p_said_how text) returns text
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
                  where g.patient_id = p_patient and a.normalized_email = upper(p_email) and tstzrange(g.starts_at, g.ends_at) @> actor.moment) then
        return 'sees';
    elsif (select count(*) from proxy_invitations i where i.patient_id = p_patient and i.created_at > actor.moment - interval '1 day') >= 10 then
        return 'many';
    end if;
    update proxy_invitations i set withdrawn_at = actor.moment
    where i.patient_id = p_patient and i.email_key = upper(p_email) and i.expires_at <= actor.moment
      and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null;
    insert into proxy_invitations (patient_id, id, email, name, relationship, view_bits, manage_bits, grant_ends_at, token_hash, invited_by, invited_as,
                                   said, said_on, said_how, created_at, sent_at, expires_at)
    values (p_patient, p_id, p_email, p_name, p_relationship, p_view, p_manage, p_ends_at, sha256(convert_to(p_token, 'UTF8')), actor.account_id, actor.hat,
            p_said, p_said_on, p_said_how, actor.moment, actor.moment, actor.moment + interval '72 hours')
    on conflict (patient_id, email_key) where used_at is null and withdrawn_at is null and stopped_at is null do nothing;
    if not found then
        return 'open';
    end if;
    perform app.mail_invitation(p_id, p_token);
    perform app.tell_patient(p_patient, 'invitation_sent', p_id);
    return 'sent';
end $$;

-- Sends it once more, with another token: the one before is worth nothing from then on. Says "sent", "many" (five times at most), "over" (the
-- end of what it gives has passed), or null where no such invitation waits or has expired.
create function app.send_invitation_again(p_patient uuid, p_id uuid, p_token text) returns text
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
    elsif invitation.sendings >= 5 then
        return 'many';
    elsif invitation.grant_ends_at <= moment then
        return 'over';
    end if;
    update proxy_invitations i set token_hash = sha256(convert_to(p_token, 'UTF8')), sent_at = moment, expires_at = moment + interval '72 hours',
        sendings = i.sendings + 1, wrong_dates = 0, undelivered_at = null where i.id = p_id;
    perform app.mail_invitation(p_id, p_token);
    return 'sent';
end $$;

create function app.withdraw_invitation(p_patient uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update proxy_invitations i set withdrawn_at = app.actor_moment()
    where i.patient_id = p_patient and i.id = p_id and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null and app.may_grant(p_patient);
    if found then
        perform app.mail_invitation(p_id, null);
        return true;
    end if;
    return false;
end $$;

-- The invitation that a token opens at this moment.
create function app.open_invitation(p_token_hash bytea) returns setof proxy_invitations
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select i.* from proxy_invitations i
    where i.token_hash = p_token_hash and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null
      and i.expires_at > app.actor_moment() and (i.grant_ends_at is null or i.grant_ends_at > app.actor_moment())
$$;

-- What whoever follows the link of a mail may know: who invites, by the name that the mail says, and to which address it went.
create function app.invitation_of(p_token_hash bytea) returns table (invited_by text, name text, email text, has_account boolean, for_asker boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.audit('invitation.opened', array[i.patient_id], 'proxy_invitation', i.id) from app.open_invitation(p_token_hash) i;
    if not found then
        perform app.audit('invitation.refused', '{}');
    end if;
    return query select coalesce(p.preferred_name, p.given_name), i.name, i.email, exists (select from accounts a where a.normalized_email = i.email_key),
                        exists (select from accounts a where a.normalized_email = i.email_key and a.id = app.actor_id())
                 from app.open_invitation(p_token_hash) i join patients p on p.id = i.patient_id;
end $$;

-- A new account of the invited address may wear the caregiver's hat, which by itself shows nobody.
create function app.open_invited_account(p_token_hash bytea, p_account uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into account_hats
    select a.id, 'caregiver' from app.open_invitation(p_token_hash) i join accounts a on a.id = p_account and a.normalized_email = i.email_key
    where not exists (select from account_hats h where h.account_id = a.id);
    if not found then
        return false;
    end if;
    perform app.audit('account.opened', '{}', 'account', p_account);
    return true;
end $$;

-- Accepts for the asker, whose address must be the invited one. Says "accepted"; "sees" where the asker has a grant already; "later" with the
-- moment of the next try (10 in 15 minutes and 30 in a day count for an account); and "no" for everything else, so that nobody learns what was wrong.
create function app.accept_invitation(p_token_hash bytea, p_birth_date date) returns table (answer text, again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor      app.actor := app.actor();
    again      timestamptz;
    invitation proxy_invitations;
    given      uuid := app.uuid7(actor.moment);
begin
    if not exists (select from account_hats h where h.account_id = actor.account_id and h.hat = actor.hat) then
        perform app.audit('invitation.refused', '{}');
        return query select 'no', again;
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 17));
    delete from invitation_tries t where t.account_id = actor.account_id and t.at <= actor.moment - interval '1 day';
    select greatest((array_agg(t.at order by t.at desc) filter (where t.at > actor.moment - interval '15 minutes'))[10] + interval '15 minutes',
                    (array_agg(t.at order by t.at desc))[30] + interval '1 day')
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
        update proxy_invitations i set wrong_dates = i.wrong_dates + 1, stopped_at = case when i.wrong_dates = 4 then actor.moment end where i.id = invitation.id;
        perform app.audit('invitation.wrong-date', array[invitation.patient_id], 'proxy_invitation', invitation.id);
        if invitation.wrong_dates = 4 then
            perform app.mail_invitation(invitation.id, null);
            perform app.tell_patient(invitation.patient_id, 'invitation_stopped', invitation.id);
            perform app.tell(invitation.invited_by, invitation.invited_as, 'invitation_stopped', invitation.patient_id, invitation.id)
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
    values (invitation.patient_id, given, actor.account_id, invitation.relationship, invitation.view_bits, invitation.manage_bits, actor.moment,
            invitation.grant_ends_at, invitation.invited_by);
    insert into proxy_grant_acts
    values (invitation.patient_id, app.uuid7(actor.moment), given, 'given', actor.moment, invitation.invited_by, invitation.invited_as, invitation.view_bits,
            invitation.manage_bits, invitation.grant_ends_at, invitation.said, invitation.said_on, invitation.said_how);
    update proxy_invitations i set used_at = actor.moment, used_by = actor.account_id where i.id = invitation.id;
    perform app.mail_invitation(invitation.id, null);
    insert into account_hats values (actor.account_id, 'caregiver') on conflict do nothing;
    update accounts a set email_confirmed = true where a.id = actor.account_id and not a.email_confirmed;
    perform app.tell_patient(invitation.patient_id, 'invitation_accepted', given);
    perform app.tell(invitation.invited_by, invitation.invited_as, 'invitation_accepted', invitation.patient_id, given) where invitation.invited_as = 'coordinator';
    perform app.audit('invitation.accepted', array[invitation.patient_id], 'proxy_grant', given);
    return query select 'accepted', again;
end $$;

grant execute on function app.invite_caregiver(uuid, uuid, text, text, text, integer, integer, timestamptz, text, text, date, text),
    app.send_invitation_again(uuid, uuid, text), app.withdraw_invitation(uuid, uuid), app.invitation_of(bytea), app.open_invited_account(bytea, uuid),
    app.accept_invitation(bytea, date) to carecoord_app;
