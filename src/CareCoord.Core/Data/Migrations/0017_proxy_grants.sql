-- Proxy grants: a patient invites a caregiver by mail, and changes, suspends, resumes and ends what they may see. Only the patient writes any
-- of it, or their coordinator on the patient's word, which is kept.

-- What a grant gives. Ended in the moment in which it was given, it was never held.
alter table proxy_grants add column suspended_at timestamptz, add column suspended_by uuid references accounts (id),
    add check ((suspended_at is null) = (suspended_by is null)),
    drop constraint proxy_grants_check1, add constraint ends_after_it_begins check (ends_at >= starts_at);

-- The one place that says which access comes of a grant; whatever it rests on besides is asked here, and an update of the grant asks again.
create function app.derive_grant(g proxy_grants) returns setof patient_access
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select g.caregiver_account_id, g.patient_id, 'proxy_grant', g.id, g.view_bits, g.manage_bits, g.starts_at, g.ends_at
    where g.suspended_at is null
$$;

create or replace function app.derive_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        delete from patient_access where patient_id = old.patient_id and basis = tg_argv[0] and basis_id = old.id;
    end if;
    if tg_op = 'DELETE' then
        return null;
    end if;
    case tg_argv[0]
        when 'caseload' then
            insert into patient_access
            values (new.coordinator_account_id, new.patient_id, 'caseload', new.id, 4095, 4095, new.since, new.until);
        when 'care_team' then
            -- Providers only: a caregiver's access comes from the proxy grant, a coordinator's from the caseload.
            insert into patient_access
            select p.account_id, new.patient_id, 'care_team', new.id, 3967, 3967, new.since, new.until
            from providers p where p.id = new.provider_id;
        when 'proxy_grant' then
            insert into patient_access select * from app.derive_grant(new);
    end case;
    return null;
end $$;

-- A caregiver's place on the care team mirrors the grant: it ends with it, and goes on with it.
create function app.mirror_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update care_team_members m set until = case when new.ends_at is not null then greatest(new.ends_at, m.since) end
    where m.patient_id = new.patient_id and m.account_id = new.caregiver_account_id and m.role = 'caregiver'
      and (m.until is not distinct from old.ends_at or (new.ends_at is not null and (m.until is null or m.until > new.ends_at)));
    return null;
end $$;

create trigger mirror_grant after update of ends_at on proxy_grants for each row when (new.ends_at is distinct from old.ends_at)
    execute function app.mirror_grant();

create function app.end_with_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    new.until := least(new.until, (select g.ends_at from proxy_grants g where g.patient_id = new.patient_id
        and g.caregiver_account_id = new.account_id and tstzrange(g.starts_at, g.ends_at) @> new.since));
    return new;
end $$;
create trigger end_with_grant before insert on care_team_members for each row when (new.role = 'caregiver') execute function app.end_with_grant();

-- What happened to a grant, and on whose word. The words are between the patient and their coordinator.
create table proxy_grant_acts (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    grant_id    uuid not null,
    act         text not null check (act in ('given', 'changed', 'suspended', 'resumed', 'ended')),
    at          timestamptz not null,
    account_id  uuid not null references accounts (id),
    hat         text not null check (hat in ('patient', 'coordinator')),
    view_bits   integer not null,
    manage_bits integer not null,
    ends_at     timestamptz,
    said        text check (length(said) between 1 and 500),
    said_on     date,
    said_how    text check (said_how in ('in_person', 'by_phone', 'by_video', 'in_writing')),
    primary key (patient_id, id),
    foreign key (patient_id, grant_id) references proxy_grants (patient_id, id),
    check (num_nulls(said, said_on, said_how) = case hat when 'coordinator' then 0 else 3 end)
);
create index on proxy_grant_acts (patient_id, grant_id, at);

-- Invitations. Only the hash of the token is kept; the token itself waits in the outbox until the mail is sent, and is nowhere else.
create table proxy_invitations (
    patient_id     uuid not null references patients (id),
    id             uuid not null unique,
    email          text not null check (email ~ '^[!-~]+@[!-~]+$' and length(email) <= 254),
    email_key      text not null generated always as (upper(email)) stored,
    name           text not null check (length(name) between 1 and 100),
    relationship   text not null check (length(relationship) between 1 and 60),
    -- All but the access history (128), which nobody is invited to; a label alone opens nothing.
    view_bits      integer not null check (view_bits & ~3967 = 0 and view_bits & 127 <> 0),
    manage_bits    integer not null check (manage_bits & ~view_bits = 0),
    grant_ends_at  timestamptz check (grant_ends_at > created_at),
    token_hash     bytea not null unique,
    invited_by     uuid not null references accounts (id),
    invited_as     text not null check (invited_as in ('patient', 'coordinator')),
    said           text check (length(said) between 1 and 500),
    said_on        date,
    said_how       text check (said_how in ('in_person', 'by_phone', 'by_video', 'in_writing')),
    created_at     timestamptz not null,
    sent_at        timestamptz not null,
    sendings       integer not null default 1,
    expires_at     timestamptz not null check (expires_at = sent_at + interval '72 hours'),
    undelivered_at timestamptz,
    wrong_dates    integer not null default 0,
    used_at        timestamptz,
    used_by        uuid references accounts (id),
    withdrawn_at   timestamptz,
    stopped_at     timestamptz,
    primary key (patient_id, id),
    check (num_nulls(said, said_on, said_how) = case invited_as when 'coordinator' then 0 else 3 end),
    check ((used_at is null) = (used_by is null)),
    check (num_nonnulls(used_at, withdrawn_at, stopped_at) <= 1),
    check (wrong_dates < 5 or stopped_at is not null)
);
create unique index one_open_invitation on proxy_invitations (patient_id, email_key)
    where used_at is null and withdrawn_at is null and stopped_at is null;

do $$
declare
    guarded text;
    theirs  text := 'patient_id = any (array(select a.patient_id from patient_access a where a.basis in (''self'', ''caseload'') and a.manage_bits & 128 <> 0))';
begin
    foreach guarded in array array['proxy_grant_acts', 'proxy_invitations'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy owner on %I to carecoord_owner using (true) with check (true)', guarded);
        execute format('create policy theirs on %I for select to carecoord_app using (%s)', guarded, theirs);
    end loop;
    execute format('create policy in_ones_own_name on proxy_grant_acts for insert to carecoord_app
        with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()) and %s)', theirs);
    execute format('create policy by_them on proxy_grants as restrictive for update to carecoord_app using (%s) with check (%s)', theirs, theirs);
end $$;
grant select, insert on proxy_grant_acts to carecoord_app;
grant update (view_bits, manage_bits, ends_at, suspended_at, suspended_by) on proxy_grants to carecoord_app;
grant select (patient_id, id, email, name, relationship, view_bits, manage_bits, grant_ends_at, invited_by, invited_as, said, said_on, said_how,
    created_at, sent_at, expires_at, undelivered_at, used_at, withdrawn_at, stopped_at) on proxy_invitations to carecoord_app;

-- The outbox also sends to an address without an account: an invitation's. Its token is there for as long as the mail waits.
alter table outbox_mails alter column account_id drop not null, add column invitation_id uuid, add column token text,
    add check (num_nonnulls(account_id, invitation_id) = 1),
    add check ((token is not null) = (invitation_id is not null and ended_at is null));
create unique index one_waiting_invitation on outbox_mails (invitation_id) where ended_at is null;

-- The mail of an invitation that waits is the newest one, or none.
create function app.mail_invitation(p_invitation uuid, p_token text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.actor_moment();
begin
    update outbox_mails m set ended_at = moment, outcome = 'needless', claim = null, token = null
    where m.invitation_id = p_invitation and m.ended_at is null;
    if p_token is not null then
        insert into outbox_mails (id, invitation_id, token, created_at, not_before, unlisted)
        values (app.uuid7(moment), p_invitation, p_token, moment, moment, true);
    end if;
end $$;

drop function app.claim_mail(interval);
create function app.claim_mail(p_hold interval)
returns table (id uuid, claim uuid, attempts integer, account_id uuid, name text, email text, invited_by text, token text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    moment timestamptz := app.require_worker();
begin
    with due as materialized (
        select w.id from outbox_mails w
        where w.ended_at is null and greatest(w.not_before, w.held_until) <= moment and not w.unlisted
          and not exists (select from notifications n where n.account_id = w.account_id and n.read_at is null and n.at >= w.created_at)
        limit 100 for update skip locked
    )
    update outbox_mails m set ended_at = moment, outcome = 'needless', claim = null from due where m.id = due.id;
    return query
    with due as materialized (
        select w.id from outbox_mails w
        where w.ended_at is null and greatest(w.not_before, w.held_until) <= moment
        order by greatest(w.not_before, w.held_until) limit 1 for update skip locked
    )
    update outbox_mails m set claim = gen_random_uuid(), held_until = moment + p_hold, attempts = m.attempts + 1
    from due join outbox_mails o on o.id = due.id
    left join accounts a on a.id = o.account_id
    left join proxy_invitations i on i.id = o.invitation_id
    left join patients p on p.id = i.patient_id
    where m.id = due.id
    returning m.id, m.claim, m.attempts, m.account_id, coalesce(a.display_name, i.name), coalesce(a.email, i.email),
              coalesce(p.preferred_name, p.given_name), m.token;
end $$;

create or replace function app.end_mail(p_id uuid, p_claim uuid, p_outcome text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
    mail   outbox_mails;
begin
    update outbox_mails m set ended_at = moment, outcome = p_outcome, claim = null, token = null where m.id = p_id and m.claim = p_claim returning * into mail;
    if mail.invitation_id is not null and p_outcome = 'given_up' then
        update proxy_invitations i set undelivered_at = moment where i.id = mail.invitation_id;
    end if;
    return mail.id is not null;
end $$;
grant execute on function app.claim_mail(interval) to carecoord_app;

-- What people are told of grants, of legal documents and of wallet cards. Who may see the record is what nobody may miss.
alter table notifications drop constraint notifications_kind_check, add constraint notifications_kind_check
    check (kind in ('task_asked', 'task_accepted', 'task_declined', 'task_waiting', 'task_done', 'task_cancelled', 'task_changed', 'task_noted',
        'task_reminder', 'task_late', 'task_late_deputy', 'patient_handed_over', 'team_joined', 'team_left', 'glass_broken', 'deputy_missing',
        'deputy_chosen', 'stand_in_planned', 'stand_in_changed', 'grant_given',
        'grant_changed', 'grant_suspended', 'grant_resumed', 'grant_ended', 'invitation_sent', 'invitation_accepted', 'invitation_stopped',
        'document_submitted', 'document_returned', 'document_accepted', 'document_superseded', 'document_expired', 'document_revoked', 'document_read_reminder',
        'document_unread', 'document_needs_reviewer', 'document_infected', 'incapacity_recorded', 'incapacity_lifted',
        'card_made', 'card_opened', 'card_rests', 'card_closed'));

create or replace function app.notification_topic(p_kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when p_kind in ('task_reminder', 'task_late', 'task_late_deputy', 'deputy_missing', 'document_read_reminder', 'document_unread',
                        'document_needs_reviewer') then 'reminders'
        when p_kind in ('patient_handed_over', 'team_joined', 'team_left', 'deputy_chosen') then 'people'
        when p_kind = 'glass_broken' or p_kind like 'grant%' or p_kind like 'invitation%' or p_kind like 'card%' then 'access'
        else 'tasks'
    end
$$;

-- The part of the record that a notification is about: whoever may not see that part is not shown it.
create function app.notification_part(p_kind text) returns integer
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case when p_kind like 'task%' or p_kind like 'team%' or p_kind = 'patient_handed_over' then 1
                when p_kind like 'document%' or p_kind like 'incapacity%' then 16
                when p_kind = 'glass_broken' then 128 else 4095 end
$$;
grant execute on function app.notification_part(text) to carecoord_app;

drop policy told on notifications;
create policy told on notifications for select to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (patient_id is null
         or exists (select from patient_access a where a.account_id = (select app.actor_id()) and a.patient_id = notifications.patient_id
                                                   and a.view_bits & app.notification_part(kind) <> 0)
         or (kind = 'task_asked' and exists (select from care_tasks t where t.patient_id = notifications.patient_id and t.id = notifications.subject_id))));
