-- Units of the organisation, whose members share a queue of care tasks; and what each person is told inside the portal.

create table organisation_units (
    id              uuid primary key,
    organisation_id uuid not null references organisations (id),
    name            text not null,
    phone           text,
    unique (organisation_id, name)
);

create table unit_members (
    unit_id    uuid not null references organisation_units (id),
    id         uuid not null,
    account_id uuid not null references accounts (id),
    since      timestamptz not null,
    until      timestamptz check (until > since),
    primary key (unit_id, id),
    exclude using gist (unit_id with =, account_id with =, tstzrange(since, until) with &&)
);
create index on unit_members (account_id);
grant select on organisation_units, unit_members to carecoord_app;

-- The hat that the asker wears, and whether it is the portal's own work (reminders, outbox).
create function app.actor_hat() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as 'select (app.actor()).hat';

create function app.is_worker() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((app.actor()).hat = 'system' and (app.actor()).account_id = '00000000-0000-7000-8000-000000000001', false)
$$;
grant execute on function app.actor_hat(), app.is_worker() to carecoord_app;

-- A notification holds no content: what it says is read from its subject, under the reader's own access, when it is shown.
create table notifications (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    hat        text not null check (hat in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    kind       text not null check (kind in ('task_asked', 'task_accepted', 'task_declined', 'task_waiting', 'task_done', 'task_cancelled',
                   'task_changed', 'task_noted', 'task_reminder', 'task_late', 'task_late_deputy', 'patient_handed_over', 'team_joined',
                   'team_left', 'glass_broken', 'deputy_missing', 'deputy_chosen', 'stand_in_planned', 'stand_in_changed')),
    patient_id uuid references patients (id),
    subject_id uuid,
    caused_by  uuid not null references accounts (id),
    at         timestamptz not null,
    read_at    timestamptz check (read_at >= at)
);
create index on notifications (account_id, hat, id);
create index unread_notifications on notifications (account_id, hat) where read_at is null;
create index on notifications (patient_id);

alter table notifications enable row level security;
alter table notifications force row level security;
create policy owner on notifications to carecoord_owner using (true) with check (true);
create policy told on notifications for select to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (patient_id is null or patient_id = any (array(select a.patient_id from patient_access a))));
create policy mark on notifications for update to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant select, update (read_at) on notifications to carecoord_app;

-- Tells somebody something, in the transaction in which it happened; nobody is told of what they did themselves.
create function app.tell(p_account uuid, p_hat text, p_kind text, p_patient uuid, p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    if p_account is distinct from actor.account_id then
        insert into notifications values (app.uuid7(actor.moment), p_account, p_hat, p_kind, p_patient, p_subject, actor.account_id, actor.moment);
    end if;
end $$;
grant execute on function app.tell(uuid, text, text, uuid, uuid) to carecoord_app;
