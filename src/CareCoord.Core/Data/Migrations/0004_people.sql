-- The organisation, its providers, and the relationships that give access to a patient's record.

create table organisations (
    id               uuid primary key,
    name             text not null,
    time_zone        text not null,
    emergency_number text not null,
    phone            text not null
);

create table providers (
    id          uuid primary key,
    account_id  uuid not null unique references accounts (id),
    discipline  text not null check (discipline in ('primary_care', 'endocrinologist', 'nutritionist', 'physical_therapist', 'nurse',
                    'pharmacist', 'social_worker', 'surgeon', 'neurologist', 'cardiologist', 'occupational_therapist')),
    credentials text,
    clinic      text not null
);
grant select on organisations, providers to carecoord_app;

-- One coordinator has a patient on their caseload at a time.
create table caseload_assignments (
    patient_id             uuid not null references patients (id),
    id                     uuid not null,
    coordinator_account_id uuid not null references accounts (id),
    since                  timestamptz not null,
    until                  timestamptz check (until > since),
    primary key (patient_id, id),
    exclude using gist (patient_id with =, tstzrange(since, until) with &&)
);
create index on caseload_assignments (coordinator_account_id);

create table care_team_members (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    account_id  uuid not null references accounts (id),
    provider_id uuid references providers (id),
    role        text not null check (role in ('primary_care', 'endocrinologist', 'nutritionist', 'physical_therapist', 'nurse',
                    'pharmacist', 'social_worker', 'surgeon', 'neurologist', 'cardiologist', 'occupational_therapist',
                    'coordinator', 'caregiver')),
    ask_about   text not null,
    since       timestamptz not null,
    until       timestamptz check (until > since),
    primary key (patient_id, id),
    check ((provider_id is null) = (role in ('coordinator', 'caregiver'))),
    exclude using gist (patient_id with =, account_id with =, role with =, tstzrange(since, until) with &&)
);
create index on care_team_members (account_id);

create table proxy_grants (
    patient_id           uuid not null references patients (id),
    id                   uuid not null,
    caregiver_account_id uuid not null references accounts (id),
    relationship         text not null,
    view_bits            integer not null,
    manage_bits          integer not null check (manage_bits & ~view_bits = 0),
    starts_at            timestamptz not null,
    ends_at              timestamptz check (ends_at > starts_at),
    granted_by           uuid not null references accounts (id),
    primary key (patient_id, id),
    -- One grant at a time between two people.
    exclude using gist (patient_id with =, caregiver_account_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index on proxy_grants (caregiver_account_id);

-- Each relationship keeps its row of patient_access, in the same transaction. Bits: 4095 all; 3967 all but the access history.
create function app.derive_access() returns trigger
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
            insert into patient_access
            values (new.caregiver_account_id, new.patient_id, 'proxy_grant', new.id, new.view_bits, new.manage_bits, new.starts_at, new.ends_at);
    end case;
    return null;
end $$;
create trigger derive_access after insert or update or delete on caseload_assignments
    for each row execute function app.derive_access('caseload');
create trigger derive_access after insert or update or delete on care_team_members
    for each row execute function app.derive_access('care_team');
create trigger derive_access after insert or update or delete on proxy_grants
    for each row execute function app.derive_access('proxy_grant');

-- The team is part of the plan (bit 1); caseload and grants are part of who may see the record (bit 128).
call app.protect('care_team_members', 1);
call app.protect('caseload_assignments', 128);
call app.protect('proxy_grants', 128);
grant select on care_team_members, caseload_assignments, proxy_grants to carecoord_app;

-- A member's provider is the member's own account.
alter table providers add unique (id, account_id);
alter table care_team_members add foreign key (provider_id, account_id) references providers (id, account_id);

-- What a caregiver is to the patient, for the holder of the grant, who may see it even without the access history.
create function app.my_relationship(p_patient uuid, p_grant uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.relationship from proxy_grants g
    where g.patient_id = p_patient and g.id = p_grant and g.caregiver_account_id = (select app.actor_id())
$$;
grant execute on function app.my_relationship(uuid, uuid) to carecoord_app;
