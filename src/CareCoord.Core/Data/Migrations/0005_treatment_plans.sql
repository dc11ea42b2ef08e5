-- The one plan of a patient, in numbered published versions. A goal or activity keeps its lineage (the id it had in the
-- version that brought it) over the versions, so that progress goes on when the plan is published anew.

create table treatment_plans (
    patient_id   uuid not null references patients (id),
    id           uuid not null,
    version      integer not null check (version > 0),
    state        text not null check (state in ('draft', 'published', 'superseded')),
    published_at timestamptz,
    published_by uuid references accounts (id),
    change_note  text,
    review_due   date,
    primary key (patient_id, id),
    unique (patient_id, version),
    check (state = 'draft' or (published_at is not null and published_by is not null))
);
create unique index one_published_plan on treatment_plans (patient_id) where state = 'published';

create table problems (
    patient_id    uuid not null references patients (id),
    id            uuid not null,
    plan_id       uuid not null,
    name          text not null,
    explanation   text,
    clinical_name text,
    code_system   text,
    code          text,
    since         date,
    labels        integer not null,
    position      integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, plan_id) references treatment_plans (patient_id, id)
);
create index on problems (patient_id, plan_id);

create table goals (
    patient_id      uuid not null references patients (id),
    id              uuid not null,
    lineage_id      uuid not null,
    plan_id         uuid not null,
    problem_id      uuid,
    own_words       text,
    statement       text not null,
    clinical_wording text,
    measure         text,
    unit            text,
    start_value     numeric,
    target_value    numeric,
    target_is       text check (target_is in ('at_most', 'at_least')),
    due_on          date,
    owner_member_id uuid,
    labels          integer not null,
    position        integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, lineage_id) references goals (patient_id, id),
    foreign key (patient_id, plan_id) references treatment_plans (patient_id, id),
    foreign key (patient_id, problem_id) references problems (patient_id, id),
    foreign key (patient_id, owner_member_id) references care_team_members (patient_id, id),
    check ((measure is null) = (target_value is null) and (measure is null) = (target_is is null) and (measure is null) = (start_value is null))
);
create index on goals (patient_id, plan_id);

create table goal_readings (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    lineage_id uuid not null,
    taken_at   timestamptz not null,
    value      numeric not null,
    labels     integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, lineage_id) references goals (patient_id, id)
);
create index on goal_readings (patient_id, lineage_id, taken_at desc);

create table activities (
    patient_id      uuid not null references patients (id),
    id              uuid not null,
    lineage_id      uuid not null,
    plan_id         uuid not null,
    goal_id         uuid,
    title           text not null,
    detail          text,
    clinical_wording text,
    done_by         text not null check (done_by in ('patient', 'caregiver', 'member')),
    owner_member_id uuid,
    how_often       text not null,
    weekdays        integer not null check (weekdays between 0 and 127),
    part_of_day     text not null check (part_of_day in ('morning', 'midday', 'evening', 'any')),
    starts_on       date not null,
    ends_on         date check (ends_on >= starts_on),
    labels          integer not null,
    position        integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, lineage_id) references activities (patient_id, id),
    foreign key (patient_id, plan_id) references treatment_plans (patient_id, id),
    foreign key (patient_id, goal_id) references goals (patient_id, id),
    foreign key (patient_id, owner_member_id) references care_team_members (patient_id, id),
    check ((done_by = 'member') = (owner_member_id is not null))
);
create index on activities (patient_id, plan_id);
create index on activities (patient_id, owner_member_id) where owner_member_id is not null;

create table activity_ticks (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    lineage_id uuid not null,
    on_date    date not null,
    ticked_at  timestamptz not null,
    ticked_by  uuid not null references accounts (id),
    labels     integer not null,
    primary key (patient_id, id),
    unique (patient_id, lineage_id, on_date),
    foreign key (patient_id, lineage_id) references activities (patient_id, id)
);

call app.protect('treatment_plans', 1);
call app.protect('problems', 1, labelled => true);
call app.protect('goals', 1, labelled => true);
call app.protect('goal_readings', 1, labelled => true);
call app.protect('activities', 1, labelled => true);
call app.protect('activity_ticks', 1, labelled => true);
create policy in_ones_own_name on activity_ticks as restrictive for insert to carecoord_app with check (ticked_by = (select app.actor_id()));
grant select on treatment_plans, problems, goals, goal_readings, activities, activity_ticks to carecoord_app;
grant insert, delete on activity_ticks to carecoord_app;
