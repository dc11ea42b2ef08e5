-- Who is asking, who may see whom, and the one shape of every policy.

-- app.ctx = account|hat|acting for|moment|expiry|HMAC-SHA256 (hex) over all before it; times in microseconds since 1970.
create type app.actor as (account_id uuid, hat text, acting_for uuid, moment timestamptz);

create function app.actor() returns app.actor
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    ctx       text := current_setting('app.ctx', true);
    parts     text[];
    signed    record;
    moment    timestamptz;
    expiry    timestamptz;
begin
    if ctx is null or ctx = '' then
        return null;
    end if;
    parts := string_to_array(ctx, '|');
    select k.key, k.clock_tolerance into signed from app.signing_key k where k.id = 1;
    if cardinality(parts) <> 6
       or public.hmac(convert_to(left(ctx, -1 - length(parts[6])), 'UTF8'), signed.key, 'sha256') is distinct from decode(parts[6], 'hex') then
        raise exception 'the actor context is forged' using errcode = 'insufficient_privilege';
    end if;
    moment := timestamptz 'epoch' + parts[4]::bigint * interval '1 microsecond';
    expiry := timestamptz 'epoch' + parts[5]::bigint * interval '1 microsecond';
    if statement_timestamp() < moment - signed.clock_tolerance or statement_timestamp() > expiry + signed.clock_tolerance then
        raise exception 'the actor context has expired' using errcode = 'insufficient_privilege';
    end if;
    return row(parts[1]::uuid, parts[2], nullif(parts[3], '')::uuid, moment)::app.actor;
end $$;

create function app.actor_id() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as 'select (app.actor()).account_id';

create function app.actor_moment() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as 'select (app.actor()).moment';

-- The bases that belong to a hat: a nurse who cares for her mother sees her patients or her mother, never both at once.
create function app.hat_bases(hat text) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case hat
        when 'patient' then array['self']
        when 'caregiver' then array['proxy_grant']
        when 'coordinator' then array['caseload', 'broken_glass']
        when 'provider' then array['care_team', 'broken_glass']
        else '{}'::text[]
    end
$$;

create function app.actor_bases() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as 'select app.hat_bases((app.actor()).hat)';

create table patients (
    id              uuid primary key,
    account_id      uuid unique references accounts (id),
    given_name      text not null,
    family_name     text not null,
    preferred_name  text,
    pronouns        text,
    birth_date      date not null,
    phone           text,
    time_zone       text not null check (timezone(time_zone, timestamptz 'epoch') is not null),
    matters_to_me   text,
    created_at      timestamptz not null
);

create table patient_access (
    account_id  uuid not null references accounts (id),
    patient_id  uuid not null references patients (id),
    basis       text not null check (basis in ('self', 'proxy_grant', 'care_team', 'caseload', 'broken_glass')),
    basis_id    uuid not null,
    view_bits   integer not null,
    manage_bits integer not null check (manage_bits & ~view_bits = 0),
    valid_from  timestamptz not null,
    valid_until timestamptz,
    primary key (account_id, patient_id, basis, basis_id)
);
create index on patient_access (patient_id);

-- The asker's own rows that hold at this moment under the hat they wear. It compares columns only: reading
-- patient_access here would recurse.
alter table patient_access enable row level security;
alter table patient_access force row level security;
create policy owner on patient_access to carecoord_owner using (true) with check (true);
create policy asker on patient_access for select to carecoord_app using (
    account_id = (select app.actor_id())
    and basis = any ((select app.actor_bases())::text[])
    and valid_from <= (select app.actor_moment())
    and (valid_until is null or valid_until > (select app.actor_moment())));
grant select on patient_access to carecoord_app;

-- Puts row security on a table of patients' records: seen with a part of the record, changed with the same part managed. A labelled
-- table has a column "labels" with the sensitivity bits that a viewer needs besides.
create procedure app.protect(record_table regclass, part integer, labelled boolean default false, key_column text default 'patient_id')
language plpgsql as $$
declare
    may_view   text := format('%I = any (array(select a.patient_id from patient_access a where a.view_bits & %s <> 0))', key_column, part);
    may_manage text := format('%I = any (array(select a.patient_id from patient_access a where a.manage_bits & %s <> 0))', key_column, part);
    labels_fit text := ' and (labels = 0 or exists (select from patient_access a where a.patient_id = %s.%I and a.%I & labels = labels))';
begin
    if labelled then
        may_view := may_view || format(labels_fit, record_table, key_column, 'view_bits');
        may_manage := may_manage || format(labels_fit, record_table, key_column, 'manage_bits');
    end if;
    execute format('alter table %s enable row level security', record_table);
    execute format('alter table %s force row level security', record_table);
    execute format('create policy owner on %s to carecoord_owner using (true) with check (true)', record_table);
    execute format('create policy view on %s for select to carecoord_app using (%s)', record_table, may_view);
    execute format('create policy add on %s for insert to carecoord_app with check (%s)', record_table, may_manage);
    execute format('create policy change on %s for update to carecoord_app using (%s) with check (%s)', record_table, may_manage, may_manage);
    execute format('create policy remove on %s for delete to carecoord_app using (%s)', record_table, may_manage);
end $$;

-- Bits as in CareCoord.Access.Category; 4095 is all of them. Any bit at all shows who the person is.
call app.protect('patients', 4095, key_column => 'id');
grant select on patients to carecoord_app;

-- What the asker may do with one patient, for definer functions, which are not bound by the policies above.
create function app.my_access(p_patient uuid) returns table (view_bits integer, manage_bits integer, basis text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.view_bits, a.manage_bits, a.basis
    from patient_access a
    where a.account_id = (select app.actor_id())
      and a.patient_id = p_patient
      and a.basis = any ((select app.actor_bases())::text[])
      and a.valid_from <= (select app.actor_moment())
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
$$;

-- A patient with an account sees all of their own record.
create function app.derive_self() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.id and basis = 'self';
    if new.account_id is not null then
        insert into patient_access values (new.account_id, new.id, 'self', new.id, 4095, 4095, new.created_at, null);
    end if;
    return null;
end $$;
create trigger derive_self after insert or update of account_id on patients for each row execute function app.derive_self();

grant execute on function app.actor_id(), app.actor_moment(), app.actor_bases() to carecoord_app;
