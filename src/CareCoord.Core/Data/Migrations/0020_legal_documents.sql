-- Legal documents: what was decided and who may decide, their bytes (which lie encrypted in a folder, not here), who has read them, and the
-- proxy grants that rest on them.

-- The bytes as they were uploaded, kept once for a patient. The key they are encrypted with is wrapped by a master key that is not in here.
create table document_files (
    patient_id  uuid not null references patients (id),
    id          uuid not null unique,
    sha256      bytea not null check (octet_length(sha256) = 32),
    size        bigint not null check (size between 1 and 26214400),
    media_type  text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'image/tiff')),
    name        text not null check (length(name) between 1 and 150),
    pages       integer not null check (pages between 1 and 2000),
    key_id      text not null check (key_id ~ '^[a-z0-9-]{1,40}$'),
    wrapped_key bytea not null check (octet_length(wrapped_key) = 60),
    scan        text not null check (scan in ('unscanned_not_configured', 'quarantined', 'clean', 'infected')),
    scanned_at  timestamptz,
    scan_tries  integer not null default 0,
    uploaded_by uuid not null references accounts (id),
    uploaded_at timestamptz not null,
    labels      integer not null check (labels & ~3840 = 0),
    primary key (patient_id, id),
    -- Never two copies of the same bytes for a patient.
    unique (patient_id, sha256),
    check ((scanned_at is null) = (scan in ('unscanned_not_configured', 'quarantined')))
);
create index quarantined_files on document_files (uploaded_at) where scan = 'quarantined';

create table legal_documents (
    patient_id        uuid not null references patients (id),
    id                uuid not null,
    kind              text not null check (kind in ('advance_directive', 'health_care_power_of_attorney', 'dnr_polst', 'guardianship_order', 'release')),
    state             text not null check (state in ('draft', 'submitted', 'in_review', 'accepted', 'returned', 'superseded', 'revoked', 'expired')),
    file_id           uuid not null,
    upload_id         uuid not null,
    signed_on         date,
    signed_by         text check (length(signed_by) between 1 and 200),
    witnesses         text check (length(witnesses) between 1 and 500),
    notary            text check (length(notary) between 1 and 200),
    jurisdiction      text check (length(jurisdiction) between 1 and 100),
    expires_on        date,
    review_on         date,
    paper_is_at       text check (length(paper_is_at) between 1 and 300),
    powers_granted    text check (length(powers_granted) between 1 and 2000),
    powers_withheld   text check (length(powers_withheld) between 1 and 2000),
    cpr               text not null check (cpr in ('not_said', 'yes', 'no', 'trial')),
    intubation        text not null check (intubation in ('not_said', 'yes', 'no', 'trial')),
    tube_feeding      text not null check (tube_feeding in ('not_said', 'yes', 'no', 'trial')),
    iv_fluids         text not null check (iv_fluids in ('not_said', 'yes', 'no', 'trial')),
    antibiotics       text not null check (antibiotics in ('not_said', 'yes', 'no', 'trial')),
    dialysis          text not null check (dialysis in ('not_said', 'yes', 'no', 'trial')),
    comfort_only      text not null check (comfort_only in ('not_said', 'yes', 'no', 'trial')),
    springing         boolean not null check (not springing or kind = 'health_care_power_of_attorney'),
    uploaded_by       uuid not null references accounts (id),
    uploaded_as       text not null check (uploaded_as in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    acting_for        uuid check (acting_for = patient_id),
    uploaded_at       timestamptz not null,
    submitted_at      timestamptz,
    -- Nobody reviews what they uploaded.
    reviewed_by       uuid references accounts (id) check (reviewed_by <> uploaded_by),
    reviewed_at       timestamptz,
    review_words      text check (length(review_words) between 1 and 2000),
    supersedes_id     uuid check (supersedes_id <> id),
    revoked_by        uuid references accounts (id),
    revoke_words      text check (length(revoke_words) between 1 and 2000),
    -- When it ceased to be in effect, or was taken back: by a newer version, by the patient's word, or by its own date.
    ended_at          timestamptz,
    labels            integer not null check (labels & ~3840 = 0),
    primary key (patient_id, id),
    foreign key (patient_id, file_id) references document_files (patient_id, id),
    foreign key (patient_id, supersedes_id) references legal_documents (patient_id, id),
    unique (patient_id, uploaded_by, upload_id),
    check ((state = 'draft') = (submitted_at is null)),
    check ((reviewed_by is null) = (reviewed_at is null)),
    check (state not in ('in_review', 'accepted', 'returned', 'superseded', 'expired') or reviewed_by is not null),
    check (state <> 'returned' or review_words is not null),
    check ((revoked_by is null) = (state <> 'revoked')),
    check ((ended_at is null) = (state not in ('superseded', 'revoked', 'expired')))
);
-- One in effect of a kind; releases may be many.
create unique index one_in_effect_of_a_kind on legal_documents (patient_id, kind) where state = 'accepted' and kind <> 'release';
create index on legal_documents (patient_id, file_id);
create index legal_documents_expiring on legal_documents (expires_on) where state = 'accepted' and expires_on is not null;
create index legal_documents_open on legal_documents (state, submitted_at) where state in ('submitted', 'in_review');

-- Who may decide for the patient, in the order in which they are asked.
create table legal_document_agents (
    patient_id   uuid not null references patients (id),
    id           uuid not null,
    document_id  uuid not null,
    rank         integer not null check (rank between 1 and 10),
    name         text not null check (length(name) between 1 and 200),
    phone        text check (length(phone) between 1 and 40),
    relationship text check (length(relationship) between 1 and 100),
    account_id   uuid references accounts (id),
    labels       integer not null,
    primary key (patient_id, id),
    unique (patient_id, document_id, rank),
    foreign key (patient_id, document_id) references legal_documents (patient_id, id) on delete cascade
);
create index on legal_document_agents (account_id) where account_id is not null;

create table legal_document_acts (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    document_id uuid not null,
    act         text not null check (act in ('submitted', 'taken_up', 'returned', 'mended', 'accepted', 'superseded', 'revoked', 'expired')),
    at          timestamptz not null,
    account_id  uuid not null references accounts (id),
    hat         text not null check (hat in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator', 'system')),
    words       text check (length(words) between 1 and 2000),
    labels      integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, document_id) references legal_documents (patient_id, id)
);
create index on legal_document_acts (patient_id, document_id, at);

-- Whom the clinic asks to have read it.
create table document_readings (
    patient_id   uuid not null references patients (id),
    id           uuid not null,
    document_id  uuid not null,
    account_id   uuid not null references accounts (id),
    asked_at     timestamptz not null,
    confirmed_at timestamptz check (confirmed_at >= asked_at),
    reminded_at  timestamptz check (reminded_at >= asked_at),
    labels       integer not null,
    primary key (patient_id, id),
    unique (patient_id, document_id, account_id),
    foreign key (patient_id, document_id) references legal_documents (patient_id, id)
);
create index unread_documents on document_readings (account_id) where confirmed_at is null;

-- A provider of the care team finds that the patient cannot decide for themselves; a springing power holds only meanwhile.
create table incapacities (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    since       timestamptz not null,
    until       timestamptz check (until > since),
    words       text not null check (length(words) between 1 and 2000),
    recorded_by uuid not null references accounts (id),
    recorded_at timestamptz not null,
    lifted_at   timestamptz check (lifted_at >= since),
    lifted_by   uuid references accounts (id),
    lift_words  text check (length(lift_words) between 1 and 2000),
    primary key (patient_id, id),
    check ((lifted_at is null) = (lifted_by is null)),
    constraint one_incapacity_at_a_time exclude using gist (patient_id with =, tstzrange(since, least(until, lifted_at)) with &&)
);

call app.protect('document_files', 16, labelled => true);
call app.protect('legal_documents', 16, labelled => true);
call app.protect('legal_document_agents', 16, labelled => true);
call app.protect('legal_document_acts', 16, labelled => true);
call app.protect('document_readings', 16, labelled => true);
call app.protect('incapacities', 16);

-- What is not handed in yet is seen by whoever has uploaded it, and dropped by them alone.
create policy draft_is_ones_own on legal_documents as restrictive for select to carecoord_app
    using (state <> 'draft' or uploaded_by = (select app.eyes()) or (select app.is_worker()));
create policy drops_ones_draft on legal_documents as restrictive for delete to carecoord_app
    using (state = 'draft' and uploaded_by = (select app.actor_id()));
create policy in_ones_own_name on legal_document_acts as restrictive for insert to carecoord_app
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
create policy in_ones_own_name on document_files as restrictive for insert to carecoord_app with check (uploaded_by = (select app.actor_id()));
create policy reads_for_oneself on document_readings as restrictive for update to carecoord_app
    using (account_id = (select app.actor_id()) and (select app.actor_hat()) = 'provider')
    with check (account_id = (select app.actor_id()) and (select app.actor_hat()) = 'provider');
create policy by_a_provider_of_the_team on incapacities as restrictive for insert to carecoord_app
    with check (recorded_by = (select app.actor_id())
                and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'care_team' and a.manage_bits & 16 <> 0)));
create policy lifted_by_a_provider_of_the_team on incapacities as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'care_team' and a.manage_bits & 16 <> 0)))
    with check (lifted_by = (select app.actor_id()));
do $$
declare
    tended text;
begin
    foreach tended in array array['legal_documents', 'legal_document_acts', 'document_files'] loop
        execute format('create policy worker on %I to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()))', tended);
    end loop;
end $$;

-- The steps of a document's life, by whom they may be taken: what the portal checks in words, the database checks again.
create function app.guard_legal_document() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor   app.actor;
    reviews boolean;
    decides boolean;
begin
    if coalesce(current_setting('app.ctx', true), '') = '' then
        return new;
    end if;
    actor := app.actor();
    if tg_op = 'INSERT' then
        if new.state <> 'draft' or new.uploaded_by <> actor.account_id or new.uploaded_as <> actor.hat or new.acting_for is distinct from actor.acting_for then
            raise exception 'a document is uploaded in one''s own name' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    select coalesce(bool_or(a.basis = 'caseload' and a.manage_bits & 16 <> 0), false), coalesce(bool_or(a.basis in ('self', 'proxy_grant') and a.manage_bits & 16 <> 0), false)
    into reviews, decides from app.my_access(new.patient_id) a;
    if old.state in ('draft', 'returned') and new.state in (old.state, 'submitted') then
        if not decides and old.uploaded_by <> actor.account_id then
            raise exception 'only the patient, their proxy or whoever uploaded it changes it' using errcode = 'insufficient_privilege';
        end if;
        if new.uploaded_by <> old.uploaded_by and new.uploaded_by <> actor.account_id then
            raise exception 'a document is uploaded in one''s own name' using errcode = 'insufficient_privilege';
        end if;
    elsif (to_jsonb(new) - '{state,reviewed_by,reviewed_at,review_words,supersedes_id,revoked_by,revoke_words,ended_at}'::text[])
          is distinct from (to_jsonb(old) - '{state,reviewed_by,reviewed_at,review_words,supersedes_id,revoked_by,revoke_words,ended_at}'::text[]) then
        raise exception 'what was handed in stays as it is' using errcode = 'check_violation';
    elsif not (case
        when new.state = old.state and new.state in ('submitted', 'in_review') then reviews and old.uploaded_by <> actor.account_id
        when new.state in ('in_review', 'accepted', 'returned') then
            old.state in ('submitted', 'in_review') and reviews and old.uploaded_by <> actor.account_id and new.reviewed_by = actor.account_id
        when new.state = 'superseded' then old.state = 'accepted' and reviews
        when new.state = 'revoked' then old.state in ('submitted', 'in_review', 'returned', 'accepted') and decides and new.revoked_by = actor.account_id
        when new.state = 'expired' then old.state = 'accepted' and app.is_worker()
        else false end) then
        raise exception 'this step is not theirs to take' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard_legal_document before insert or update on legal_documents for each row execute function app.guard_legal_document();

-- What belongs to a document carries its labels; a file that several documents share, those that all of them carry, so that whoever sees one of them
-- sees its pages.
create function app.label_part() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    select d.labels into new.labels from legal_documents d where d.patient_id = new.patient_id and d.id = new.document_id;
    return new;
end $$;

create function app.label_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and new.labels <> old.labels then
        update legal_document_agents p set labels = new.labels where p.patient_id = new.patient_id and p.document_id = new.id;
        update legal_document_acts p set labels = new.labels where p.patient_id = new.patient_id and p.document_id = new.id;
        update document_readings p set labels = new.labels where p.patient_id = new.patient_id and p.document_id = new.id;
    end if;
    update document_files f set labels = d.labels
    from (select o.file_id, bit_and(o.labels) as labels from legal_documents o
          where o.patient_id = coalesce(new.patient_id, old.patient_id) and o.file_id in (new.file_id, old.file_id) group by o.file_id) d
    where f.patient_id = coalesce(new.patient_id, old.patient_id) and f.id = d.file_id and f.labels <> d.labels;
    return null;
end $$;

do $$
declare
    part text;
begin
    foreach part in array array['legal_document_agents', 'legal_document_acts', 'document_readings'] loop
        execute format('create trigger label_part before insert on %I for each row execute function app.label_part()', part);
    end loop;
end $$;
create trigger label_parts after insert or delete or update of labels, file_id on legal_documents for each row execute function app.label_parts();

grant select, insert on document_files, legal_document_agents, legal_document_acts, incapacities to carecoord_app;
grant update (scan, scanned_at, scan_tries) on document_files to carecoord_app;
grant select, insert, delete, update (kind, state, file_id, upload_id, signed_on, signed_by, witnesses, notary, jurisdiction, expires_on, review_on, paper_is_at,
    powers_granted, powers_withheld, cpr, intubation, tube_feeding, iv_fluids, antibiotics, dialysis, comfort_only, springing, labels, uploaded_by, uploaded_as, acting_for,
    uploaded_at, submitted_at, reviewed_by, reviewed_at, review_words, supersedes_id, revoked_by, revoke_words, ended_at) on legal_documents to carecoord_app;
grant delete on legal_document_agents to carecoord_app;
grant select, update (confirmed_at) on document_readings to carecoord_app;
grant update (lifted_at, lifted_by, lift_words) on incapacities to carecoord_app;
