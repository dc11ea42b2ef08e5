-- An entry of the record is amended, never overwritten. The entry's own row says what holds now, of which version it is, and how it came to be:
-- kind, reason, who and when. What stood before is in the table of its former versions, each with the amendment that took its place.

alter table legal_documents
    add version          integer not null default 1 check (version > 0),
    add amendment_kind   text check (amendment_kind in ('correction', 'addition', 'entered_in_error', 'error_taken_back')),
    add amendment_reason text check (length(amendment_reason) between 1 and 500 and amendment_reason = btrim(amendment_reason) and amendment_reason !~ '[[:cntrl:]]'),
    add amended_by       uuid references accounts (id),
    add amended_as       text,
    add amended_for      uuid references accounts (id),
    add amended_at       timestamptz,
    add constraint legal_documents_amended check (num_nonnulls(amendment_kind, amendment_reason, amended_by, amended_as, amended_at) = case version when 1 then 0 else 5 end);

create table legal_document_versions (
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
    foreign key (patient_id, entry_id) references legal_documents (patient_id, id)
);

-- The people whom a document names are of one version of it; those of the former ones stay.
alter table legal_document_agents
    add version integer not null default 1 check (version > 0),
    drop constraint legal_document_agents_patient_id_document_id_rank_key,
    add unique (patient_id, document_id, version, rank);

alter table care_tasks
    add version          integer not null default 1 check (version > 0),
    add amendment_kind   text check (amendment_kind in ('correction', 'addition', 'entered_in_error', 'error_taken_back')),
    add amendment_reason text check (length(amendment_reason) between 1 and 500 and amendment_reason = btrim(amendment_reason) and amendment_reason !~ '[[:cntrl:]]'),
    add amended_by       uuid references accounts (id),
    add amended_as       text,
    add amended_for      uuid references accounts (id),
    add amended_at       timestamptz,
    add constraint care_tasks_amended check (num_nonnulls(amendment_kind, amendment_reason, amended_by, amended_as, amended_at) = case version when 1 then 0 else 5 end),
    -- Why it stands as it does, where the portal says it or the words were entered in error.
    add state_reason     text check (state_reason in ('left_team', 'document_accepted', 'document_returned', 'document_taken_back', 'entered_in_error')),
    drop constraint care_tasks_check1,
    add constraint care_tasks_says_why check (num_nonnulls(state_note, state_reason) = 1 or state not in ('declined', 'waiting', 'done', 'cancelled'));

create table care_task_versions (
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
    foreign key (patient_id, entry_id) references care_tasks (patient_id, id)
);

-- What the portal says in the history is kept as a kind and whom it is about, never as a sentence; words are those of persons.
alter table care_task_acts
    add version          integer not null default 1 check (version > 0),
    add amendment_kind   text check (amendment_kind in ('correction', 'addition', 'entered_in_error', 'error_taken_back')),
    add amendment_reason text check (length(amendment_reason) between 1 and 500 and amendment_reason = btrim(amendment_reason) and amendment_reason !~ '[[:cntrl:]]'),
    add amended_by       uuid references accounts (id),
    add amended_as       text,
    add amended_for      uuid references accounts (id),
    add amended_at       timestamptz,
    add constraint care_task_acts_amended check (num_nonnulls(amendment_kind, amendment_reason, amended_by, amended_as, amended_at) = case version when 1 then 0 else 5 end),
    -- Which entry of the history was amended by it.
    add amends           integer check (amends between 1 and number - 1),
    add reason           text check (reason in ('left_team', 'document_accepted', 'document_returned', 'document_taken_back', 'entered_in_error')),
    -- Whom a rung of the ladder told, in whose place, and why them.
    add told             text check (told in ('person', 'unit', 'nobody_of_unit', 'stand_in', 'deputy', 'again', 'again_administrators')),
    add told_account_id  uuid references accounts (id),
    add told_also_id     uuid references accounts (id),
    add told_unit_id     uuid references organisation_units (id),
    -- Who left, or whose deputy was told.
    add about_account_id uuid references accounts (id),
    drop constraint care_task_acts_act_check,
    add constraint care_task_acts_act_check check (act in ('assigned', 'accepted', 'declined', 'started', 'waits', 'resumed', 'done', 'cancelled', 'offered',
        'kept', 'withdrawn', 'reassigned', 'changed', 'noted', 'step_done', 'step_undone', 'attached', 'detached', 'found_harmful', 'watched', 'unwatched',
        'reminded', 'escalated', 'escalated_to_deputy', 'returned', 'coordinator_changed', 'amended')),
    -- What a file is called is a person's word, too.
    add constraint care_task_acts_words_of_persons check (words is null or act = 'found_harmful' or (hat <> 'system' and reason is null and told is null)),
    add constraint care_task_acts_own_words check (version = 1 or (words is not null
        and act in ('declined', 'kept', 'waits', 'done', 'cancelled', 'offered', 'reassigned', 'noted'))),
    add constraint care_task_acts_amends check ((act = 'amended') = (amends is not null));

create table care_task_act_versions (
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
    foreign key (patient_id, entry_id) references care_task_acts (patient_id, id)
);

alter table legal_document_acts
    add constraint legal_document_acts_words_of_persons check (words is null or hat <> 'system');
