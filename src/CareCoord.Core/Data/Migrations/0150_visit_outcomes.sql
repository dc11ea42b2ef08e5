-- What became of a visit is recorded by staff and amended as all else is; what was recorded before stays readable.
alter table appointments
    add outcome_by       uuid references accounts (id),
    add outcome_as       text check (outcome_as in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    add outcome_at       timestamptz,
    add version          integer not null default 1 check (version > 0),
    add amendment_kind   text check (amendment_kind in ('correction', 'addition', 'entered_in_error', 'error_taken_back')),
    add amendment_reason text check (length(amendment_reason) between 1 and 500 and amendment_reason = btrim(amendment_reason) and amendment_reason !~ '[[:cntrl:]]'),
    add amended_by       uuid references accounts (id),
    add amended_as       text,
    add amended_for      uuid references accounts (id),
    add amended_at       timestamptz,
    add constraint appointments_amended check (num_nonnulls(amendment_kind, amendment_reason, amended_by, amended_as, amended_at) = case version when 1 then 0 else 5 end),
    add constraint appointments_outcome check (num_nonnulls(outcome_by, outcome_as, outcome_at) in (0, 3) and (state <> 'booked' or (outcome_by is null and version = 1))),
    add constraint appointments_cancel_reason check (length(cancel_reason) between 1 and 500 and cancel_reason = btrim(cancel_reason) and cancel_reason !~ '[[:cntrl:]]');

create table appointment_versions (
    patient_id     uuid not null references patients (id),
    entry_id       uuid not null,
    version        integer not null check (version > 0),
    content        jsonb not null,
    kind           text not null check (kind in ('correction', 'addition', 'entered_in_error', 'error_taken_back')),
    reason         text not null,
    account_id     uuid not null references accounts (id),
    hat            text not null,
    for_account_id uuid references accounts (id),
    at             timestamptz not null,
    labels         integer not null,
    primary key (patient_id, entry_id, version),
    foreign key (patient_id, entry_id) references appointments (patient_id, id)
);
