-- What was seen and done: append-only, in sixteen hash chains, written by definer functions only.

create table audit_entries (
    id           uuid primary key,
    lane         smallint not null,
    seq          bigint not null,
    at           timestamptz not null,
    account_id   uuid not null,
    hat          text not null,
    acting_for   uuid,
    action       text not null,
    subject_kind text,
    subject_id   uuid,
    details      jsonb,
    previous     bytea not null,
    hash         bytea not null,
    unique (lane, seq)
);

create table audit_subjects (
    patient_id uuid not null,
    audit_id   uuid not null references audit_entries (id),
    primary key (patient_id, audit_id)
);
create index on audit_subjects (audit_id);

create table audit_lanes (
    lane smallint primary key,
    seq  bigint not null,
    head bytea not null
);
insert into audit_lanes select lane, 0, '\x' from generate_series(0, 15) lane;

create function app.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on audit_entries for each statement execute function app.refuse_change();
create trigger append_only before update or delete or truncate on audit_subjects for each statement execute function app.refuse_change();
create trigger lanes_stay before insert or delete or truncate on audit_lanes for each statement execute function app.refuse_change();

alter table audit_subjects enable row level security;
alter table audit_subjects force row level security;
create policy owner on audit_subjects to carecoord_owner using (true) with check (true);

-- A key that orders by time (UUIDv7).
create function app.uuid7(at timestamptz) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create function app.audit_hash(e audit_entries, subjects uuid[]) returns bytea
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select sha256(e.previous || convert_to(jsonb_build_array(e.lane, e.seq, e.id, (extract(epoch from e.at) * 1000000)::bigint,
        e.account_id, e.hat, e.acting_for, e.action, e.subject_kind, e.subject_id, e.details, to_jsonb(subjects))::text, 'UTF8'))
$$;

-- Writes one entry for the signed asker. A transaction keeps to one lane, so that two can never wait for each other.
create function app.audit(p_action text, p_patients uuid[], p_kind text default null, p_subject uuid default null,
                          p_details jsonb default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    people uuid[] := array(select distinct p from unnest(p_patients) p order by p);
    lane   audit_lanes;
    entry  audit_entries;
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    select * into lane from audit_lanes l where l.lane = (hashint8(txid_current()) & 15) for update;
    entry := row(app.uuid7(actor.moment), lane.lane, lane.seq + 1, actor.moment, actor.account_id, actor.hat, actor.acting_for,
                 p_action, p_kind, p_subject, p_details, lane.head, null);
    entry.hash := app.audit_hash(entry, people);
    insert into audit_entries select entry.*;
    insert into audit_subjects select p, entry.id from unnest(people) p;
    update audit_lanes l set seq = entry.seq, head = entry.hash where l.lane = entry.lane;
    return entry.id;
end $$;

-- A list says whom it shows, statement by statement; its batch ends with one entry about all of them. The zero makes
-- "offset (select app.show(…))" of it, which is reckoned even where the list is empty.
create function app.show(p_patients uuid[]) returns integer
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select length(set_config('app.shown', coalesce(current_setting('app.shown', true), '') || array_to_string(p_patients, ',') || ',', true)) * 0
$$;

create function app.audit_shown(p_action text) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select app.audit(p_action, array(select p::uuid from unnest(string_to_array(current_setting('app.shown', true), ',')) p where p <> ''))
$$;

-- Opens one patient's record: the gate and the audit in one statement. No row comes back where the asker may not see it,
-- whether the record is hidden or does not exist; that somebody asked is kept all the same.
create function app.open_record(p_patient uuid, p_view integer, p_action text)
returns table (view_bits integer, manage_bits integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    seen   integer;
    manage integer;
begin
    select bit_or(a.view_bits), bit_or(a.manage_bits) into seen, manage from app.my_access(p_patient) a;
    if seen is null or seen & p_view <> p_view then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', p_action));
        return;
    end if;
    perform app.audit(p_action, array[p_patient]);
    return query select seen, manage;
end $$;

-- The first row of each lane that does not fit its chain, or the lane's head where the newest entries are gone.
create function app.audit_misfits() returns table (lane smallint, seq bigint, audit_id uuid, problem text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with chained as (
        select e.lane, e.seq, e.id, e.hash,
               e.seq = coalesce(lag(e.seq) over chain, 0) + 1 as follows,
               e.previous = coalesce(lag(e.hash) over chain, '\x') as linked,
               e.hash = app.audit_hash(e, array(select s.patient_id from audit_subjects s where s.audit_id = e.id order by 1)) as whole
        from audit_entries e
        window chain as (partition by e.lane order by e.seq)
    ), misfits as (
        select c.lane, c.seq, c.id, case when not c.follows then 'an entry before it is missing'
                                         when not c.linked then 'it does not continue the entry before it'
                                         else 'it was changed after it was written' end as problem
        from chained c where not (c.follows and c.linked and c.whole)
        union all
        select l.lane, l.seq, null, 'the newest entries of the lane are missing'
        from audit_lanes l
        left join lateral (select c.seq, c.hash from chained c where c.lane = l.lane order by c.seq desc limit 1) last on true
        where l.seq <> coalesce(last.seq, 0) or l.head <> coalesce(last.hash, '\x')
    )
    select distinct on (m.lane) m.lane, m.seq, m.id, m.problem from misfits m order by m.lane, m.seq
$$;

grant execute on function app.audit(text, uuid[], text, uuid, jsonb), app.open_record(uuid, integer, text), app.uuid7(timestamptz),
    app.show(uuid[]), app.audit_shown(text) to carecoord_app;
