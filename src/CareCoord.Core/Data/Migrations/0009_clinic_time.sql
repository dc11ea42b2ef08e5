-- When the clinic is open; who is away, and who stands in for them.

-- A weekday without a row is closed; with no row at all, the clinic is open Monday to Friday from 8 to 5.
create table business_hours (
    organisation_id uuid not null references organisations (id),
    weekday         integer not null check (weekday between 0 and 6),
    opens           time not null,
    closes          time not null check (closes > opens and closes < '24:00'),
    primary key (organisation_id, weekday)
);

create table holidays (
    organisation_id uuid not null references organisations (id),
    on_date         date not null,
    name            text not null check (length(name) between 1 and 100),
    primary key (organisation_id, on_date)
);
grant select, insert, delete on business_hours, holidays to carecoord_app;

-- Administrators change the clinic's hours and units; they are read also where nobody is asking, so this is a trigger and no policy.
grant insert, update (name, phone) on organisation_units to carecoord_app;
grant insert, update (until) on unit_members to carecoord_app;

create function app.demand_administrator() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_user = 'carecoord_app' and app.actor_hat() is distinct from 'administrator' then
        raise exception 'only an administrator changes this' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger demand_administrator before insert or update or delete on business_hours
    for each statement execute function app.demand_administrator();
create trigger demand_administrator before insert or update or delete on holidays
    for each statement execute function app.demand_administrator();
create trigger demand_administrator before insert or update or delete on organisation_units
    for each statement execute function app.demand_administrator();
create trigger demand_administrator before insert or update or delete on unit_members
    for each statement execute function app.demand_administrator();

-- Somebody is away, under one hat; the deputy stands in for them with the patients that they have then.
create table absences (
    id                uuid primary key,
    account_id        uuid not null references accounts (id),
    hat               text not null check (hat in ('coordinator', 'provider')),
    deputy_account_id uuid not null references accounts (id) check (deputy_account_id <> account_id),
    since             timestamptz not null,
    until             timestamptz not null check (until > since),
    note              text check (length(note) <= 500),
    planned_by        uuid not null references accounts (id),
    planned_at        timestamptz not null,
    ended_at          timestamptz,
    ended_by          uuid references accounts (id),
    -- One that is called off before it begins ends when it begins.
    ends_at           timestamptz not null generated always as (greatest(since, least(until, ended_at))) stored,
    check ((ended_at is null) = (ended_by is null)),
    constraint one_absence_at_a_time exclude using gist (account_id with =, hat with =, tstzrange(since, ends_at) with &&)
);
create index on absences (deputy_account_id, hat);

-- Whom the ladder of reminders turns to while nobody is away.
create table deputies (
    account_id        uuid not null references accounts (id),
    hat               text not null check (hat in ('coordinator', 'provider')),
    deputy_account_id uuid not null references accounts (id) check (deputy_account_id <> account_id),
    chosen_by         uuid not null references accounts (id),
    chosen_at         timestamptz not null,
    primary key (account_id, hat)
);

create function app.demand_same_hat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if (select count(*) from account_hats h where h.hat = new.hat and h.account_id in (new.account_id, new.deputy_account_id)) <> 2 then
        raise exception 'a deputy wears the same hat' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger demand_same_hat before insert or update of account_id, hat, deputy_account_id on absences
    for each row execute function app.demand_same_hat();
create trigger demand_same_hat before insert or update of account_id, hat, deputy_account_id on deputies
    for each row execute function app.demand_same_hat();

-- All staff may know who is away. One's own are one's own to plan; an administrator plans for others, with any deputy but themselves.
create procedure app.protect_absence(absence_table regclass)
language plpgsql as $$
declare
    staff text := '(select app.actor_id()) is not null and (select app.actor_hat()) in (''coordinator'', ''provider'', ''administrator'', ''system'')';
    mine  text := 'account_id = (select app.actor_id()) and hat = (select app.actor_hat())'
                  || ' or (select app.actor_hat()) = ''administrator'' and deputy_account_id <> (select app.actor_id())';
begin
    execute format('alter table %s enable row level security', absence_table);
    execute format('alter table %s force row level security', absence_table);
    execute format('create policy owner on %s to carecoord_owner using (true) with check (true)', absence_table);
    execute format('create policy staff on %s for select to carecoord_app using (%s)', absence_table, staff);
    execute format('create policy plan on %s for insert to carecoord_app with check (%s)', absence_table, mine);
    execute format('create policy change on %s for update to carecoord_app using (%s) with check (%s)', absence_table, mine, mine);
    execute format('create policy remove on %s for delete to carecoord_app using (%s)', absence_table, mine);
end $$;
call app.protect_absence('absences');
call app.protect_absence('deputies');
drop procedure app.protect_absence(regclass);
grant select, insert, update (until, ended_at, ended_by) on absences to carecoord_app;
grant select, insert, update (deputy_account_id, chosen_by, chosen_at), delete on deputies to carecoord_app;

-- Who stands in for somebody with one patient, on which relation of theirs (their assignment or membership), and why.
create table stand_ins (
    patient_id     uuid not null references patients (id),
    id             uuid not null,
    account_id     uuid not null references accounts (id),
    for_account_id uuid not null references accounts (id),
    basis          text not null check (basis in ('caseload', 'care_team')),
    relation_id    uuid not null,
    source         text not null check (source in ('absence', 'escalation')),
    source_id      uuid not null,
    since          timestamptz not null,
    until          timestamptz not null check (until > since),
    primary key (patient_id, id),
    unique (patient_id, relation_id, source_id, account_id)
);
create index on stand_ins (account_id);
create index on stand_ins (source_id);
call app.protect('stand_ins', 128);
create policy standing_in on stand_ins for select to carecoord_app using (
    account_id = (select app.actor_id()) and patient_id = any (array(select a.patient_id from patient_access a)));
grant select on stand_ins to carecoord_app;

-- A stand-in sees and changes what the one they stand in for does.
create function app.derive_stand_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        delete from patient_access where patient_id = old.patient_id and basis = old.basis and basis_id = old.id;
    end if;
    if tg_op <> 'DELETE' then
        insert into patient_access
        select new.account_id, new.patient_id, new.basis, new.id, o.view_bits, o.manage_bits, new.since, new.until
        from patient_access o
        where o.account_id = new.for_account_id and o.patient_id = new.patient_id and o.basis = new.basis and o.basis_id = new.relation_id;
    end if;
    return null;
end $$;
create trigger derive_stand_in after insert or update or delete on stand_ins for each row execute function app.derive_stand_in();

-- Lays the stand-ins of one absence; or, with a patient and a relation, of all absences of that person with that one patient.
create function app.lay_stand_ins(p_account uuid, p_absence uuid, p_patient uuid, p_relation uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with due as (
        select r.patient_id, a.deputy_account_id as account_id, a.account_id as for_account_id, r.basis, r.id as relation_id, a.id as source_id,
               greatest(a.since, r.since) as since, least(a.ends_at, r.until) as until
        from absences a
        cross join lateral (
            select c.patient_id, c.id, c.since, c.until, 'caseload' as basis from caseload_assignments c
            where a.hat = 'coordinator' and c.coordinator_account_id = a.account_id
            union all
            select m.patient_id, m.id, m.since, m.until, 'care_team' from care_team_members m
            where a.hat = 'provider' and m.account_id = a.account_id and m.provider_id is not null) r
        where a.account_id = p_account and (p_absence is null or a.id = p_absence)
          and (p_relation is null or (r.patient_id = p_patient and r.id = p_relation))
          and tstzrange(r.since, r.until) && tstzrange(a.since, a.ends_at)
    ), gone as (
        delete from stand_ins s
        where s.source = 'absence' and (s.source_id = p_absence or (s.patient_id = p_patient and s.relation_id = p_relation))
          and not exists (select from due d where d.patient_id = s.patient_id and d.relation_id = s.relation_id
                                              and d.source_id = s.source_id and d.account_id = s.account_id)
    )
    insert into stand_ins
    select d.patient_id, app.uuid7(statement_timestamp()), d.account_id, d.for_account_id, d.basis, d.relation_id, 'absence', d.source_id, d.since, d.until
    from due d
    on conflict (patient_id, relation_id, source_id, account_id) do update set since = excluded.since, until = excluded.until
$$;

-- An absence and the patients who come to that person meanwhile must not miss each other: whoever is second waits, and sees the first.
create function app.follow_absence() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('stand-ins of ' || coalesce(new.account_id, old.account_id), 0));
    perform app.lay_stand_ins(coalesce(new.account_id, old.account_id), coalesce(new.id, old.id), null, null);
    return null;
end $$;
create trigger follow_absence after insert or update or delete on absences for each row execute function app.follow_absence();

create function app.follow_relation() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    patient  uuid := coalesce(new.patient_id, old.patient_id);
    relation uuid := coalesce(new.id, old.id);
    holder   uuid;
begin
    case tg_argv[0]
        when 'caseload' then holder := coalesce(new.coordinator_account_id, old.coordinator_account_id);
        when 'care_team' then holder := coalesce(new.account_id, old.account_id);
    end case;
    perform pg_advisory_xact_lock_shared(hashtextextended('stand-ins of ' || holder, 0));
    if tg_op <> 'INSERT' then
        delete from stand_ins s
        where s.patient_id = patient and s.relation_id = relation and s.source = 'escalation'
          and (tg_op = 'DELETE' or s.for_account_id <> holder or s.since >= new.until);
        update stand_ins s set until = least(s.until, new.until)
        where s.patient_id = patient and s.relation_id = relation and s.source = 'escalation';
    end if;
    if tg_op <> 'INSERT' or exists (select from absences a where a.account_id = holder) then
        perform app.lay_stand_ins(holder, null, patient, relation);
    end if;
    return null;
end $$;
-- After derive_access: triggers fire by name, and the access of the holder is what is copied.
create trigger follow_relation after insert or update or delete on caseload_assignments
    for each row execute function app.follow_relation('caseload');
create trigger follow_relation after insert or update or delete on care_team_members
    for each row execute function app.follow_relation('care_team');

-- The worker lets a coordinator's deputy see one patient until a moment, because something there is late. Null, and no access,
-- where that coordinator no longer has the patient or the deputy is none; a second time with the same source changes nothing.
create function app.stand_in(p_patient uuid, p_deputy uuid, p_for uuid, p_until timestamptz, p_source_id uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    now_is   timestamptz := app.actor_moment();
    relation caseload_assignments;
    laid     uuid;
begin
    if not app.is_worker() then
        raise exception 'only the portal itself does this' using errcode = 'insufficient_privilege';
    end if;
    select * into relation from caseload_assignments c
    where c.patient_id = p_patient and c.coordinator_account_id = p_for and c.since <= now_is and (c.until is null or c.until > now_is)
    for share;
    if not found or p_until <= now_is or p_deputy = p_for
       or not exists (select from account_hats h where h.account_id = p_deputy and h.hat = 'coordinator') then
        return null;
    end if;
    insert into stand_ins values (p_patient, app.uuid7(now_is), p_deputy, p_for, 'caseload', relation.id, 'escalation', p_source_id,
                                  now_is, least(p_until, relation.until))
    on conflict (patient_id, relation_id, source_id, account_id) do nothing
    returning id into laid;
    if laid is not null then
        perform app.audit('stand-in.given', array[p_patient], 'stand_in', laid);
        return laid;
    end if;
    return (select s.id from stand_ins s where s.patient_id = p_patient and s.relation_id = relation.id and s.source_id = p_source_id
                                           and s.account_id = p_deputy);
end $$;

-- For whom the asker stands in at this moment, under the hat they wear.
create function app.stood_in_for() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select array(select a.account_id from absences a
                 where a.deputy_account_id = (select app.actor_id()) and a.hat = (select app.actor_hat())
                   and a.since <= (select app.actor_moment()) and a.ends_at > (select app.actor_moment()))
$$;

-- Who stands in for somebody now: the deputy of their absence, or else the one they chose for good.
create function app.deputy_of(p_account uuid, p_hat text) returns uuid
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select coalesce((select a.deputy_account_id from absences a
                     where a.account_id = p_account and a.hat = p_hat
                       and a.since <= (select app.actor_moment()) and a.ends_at > (select app.actor_moment())),
                    (select d.deputy_account_id from deputies d where d.account_id = p_account and d.hat = p_hat))
$$;
grant execute on function app.stand_in(uuid, uuid, uuid, timestamptz, uuid), app.stood_in_for(), app.deputy_of(uuid, text) to carecoord_app;

-- "Who can see my record" says for whom somebody stands in.
drop function app.who_may_see(uuid);
create function app.who_may_see(p_patient uuid)
returns table (account_id uuid, name text, basis text, basis_id uuid, detail text, view_bits integer, manage_bits integer,
               valid_from timestamptz, valid_until timestamptz, stands_in_for text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.account_id, c.display_name, a.basis, a.basis_id, coalesce(m.role, g.relationship), a.view_bits, a.manage_bits,
           a.valid_from, a.valid_until, f.display_name
    from patient_access a
    join accounts c on c.id = a.account_id
    left join stand_ins s on a.basis in ('caseload', 'care_team') and s.patient_id = a.patient_id and s.id = a.basis_id
    left join accounts f on f.id = s.for_account_id
    left join care_team_members m on a.basis = 'care_team' and m.patient_id = a.patient_id and m.id = coalesce(s.relation_id, a.basis_id)
    left join proxy_grants g on a.basis = 'proxy_grant' and g.patient_id = a.patient_id and g.id = a.basis_id
    where a.patient_id = p_patient
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & 128 <> 0
    order by array_position(array['self', 'proxy_grant', 'broken_glass', 'caseload', 'care_team'], a.basis), s.id is not null, c.display_name
$$;
grant execute on function app.who_may_see(uuid) to carecoord_app;
