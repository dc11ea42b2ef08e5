-- Care tasks: work that a coordinator assigns. A task always has an owner; to whom it is offered (asked) is another matter until
-- they accept. Open tasks are listed from partial indexes that begin with the person and end with (due_key, id): a page reads as much
-- of them with five tasks as with five hundred thousand.

create table care_tasks (
    patient_id             uuid not null references patients (id),
    id                     uuid not null,
    batch_id               uuid,
    title                  text not null,
    why                    text not null,
    about                  text not null check (about in ('plan_activity', 'document', 'appointment', 'medicine', 'result', 'transition', 'general')),
    about_id               uuid,
    priority               text not null check (priority in ('routine', 'urgent', 'asap', 'stat')),
    due_at                 timestamptz,
    due_in_business_days   integer check (due_in_business_days between 0 and 250),
    state                  text not null check (state in ('assigned', 'accepted', 'declined', 'in_progress', 'waiting', 'done', 'cancelled')),
    state_note             text,
    coordinator_account_id uuid not null references accounts (id),
    owner_account_id       uuid not null references accounts (id),
    owner_hat              text not null check (owner_hat in ('coordinator', 'provider')),
    asked_account_id       uuid references accounts (id),
    asked_hat              text check (asked_hat in ('coordinator', 'provider')),
    asked_unit_id          uuid references organisation_units (id),
    asked_role             text check (asked_role in ('primary_care', 'endocrinologist', 'nutritionist', 'physical_therapist', 'nurse', 'pharmacist',
                               'social_worker', 'surgeon', 'neurologist', 'cardiologist', 'occupational_therapist', 'coordinator', 'caregiver')),
    asked_by               uuid references accounts (id),
    asked_at               timestamptz,
    assigned_at            timestamptz not null,
    closed_at              timestamptz,
    acts                   integer not null check (acts > 0),
    labels                 integer not null,
    due_key                timestamptz not null generated always as (coalesce(due_at, 'infinity')) stored,
    urgency                smallint not null generated always as (case priority when 'stat' then 0 when 'asap' then 1 when 'urgent' then 2 else 3 end) stored,
    -- On whose list it stands: who is asked first, then who owns it.
    holder_account_id      uuid generated always as (case when state = 'assigned' then asked_account_id else owner_account_id end) stored,
    primary key (patient_id, id),
    check ((closed_at is null) = (state not in ('done', 'cancelled'))),
    check (state_note is not null or state not in ('declined', 'waiting', 'done', 'cancelled')),
    check (asked_account_id is null or asked_unit_id is null),
    check (state <> 'assigned' or asked_account_id is not null or asked_unit_id is not null),
    check (state not in ('declined', 'done', 'cancelled') or (asked_account_id is null and asked_unit_id is null)),
    check ((asked_account_id is null) = (asked_hat is null)),
    check ((asked_account_id is null and asked_unit_id is null) = (asked_by is null)),
    check ((asked_by is null) = (asked_at is null)),
    -- What a coordinator owns or is asked as such moves with the patient.
    check (owner_hat = 'provider' or owner_account_id = coordinator_account_id),
    check (asked_hat = 'provider' or asked_account_id = coordinator_account_id),
    check (owner_hat = 'coordinator' or state not in ('assigned', 'declined')),
    -- Outside the queue of a unit, a protected matter is offered to people of the care team only.
    check (labels = 0 or asked_unit_id is null)
);

-- By what a page is filtered besides stands in the index too, and what row security looks at.
do $$
declare
    place text;
    sort  text;
begin
    foreach place in array array['holder_account_id', 'coordinator_account_id', 'asked_unit_id'] loop
        foreach sort in array array['due_key, id', 'urgency, due_key, id, about, state', 'about, due_key, id, urgency, state', 'patient_id, due_key, id, urgency, about, state'] loop
            execute format('create index on care_tasks (%s, %s) include (%s labels%s) where closed_at is null and %s', place, sort,
                case when sort like 'patient_id%' then '' else 'patient_id,' end, case place when 'asked_unit_id' then '' else ', asked_unit_id' end,
                case place when 'coordinator_account_id' then 'holder_account_id is distinct from coordinator_account_id' else place || ' is not null' end);
        end loop;
    end loop;
end $$;
create index care_tasks_waiting on care_tasks (holder_account_id, due_key, id) include (patient_id, labels, asked_unit_id) where closed_at is null and state = 'waiting';
create index care_tasks_delegated_waiting on care_tasks (coordinator_account_id, due_key, id) include (patient_id, labels, asked_unit_id)
    where closed_at is null and state = 'waiting' and holder_account_id is distinct from coordinator_account_id;
create index care_tasks_offered on care_tasks (asked_account_id, due_key, id) include (patient_id, labels, asked_unit_id)
    where closed_at is null and state <> 'assigned' and asked_account_id is not null;
create unique index care_tasks_queued on care_tasks (id) where asked_unit_id is not null;
create index care_tasks_open on care_tasks (patient_id, due_key, id) where closed_at is null;
create index on care_tasks (patient_id, closed_at) where closed_at is not null;

-- The history of a task, numbered without gaps: who, as whom, when, and how the task stood afterwards.
create table care_task_acts (
    patient_id       uuid not null references patients (id),
    id               uuid not null,
    task_id          uuid not null,
    number           integer not null check (number > 0),
    act              text not null check (act in ('assigned', 'accepted', 'declined', 'started', 'waits', 'resumed', 'done', 'cancelled', 'offered',
                         'kept', 'withdrawn', 'reassigned', 'changed', 'noted', 'step_done', 'step_undone', 'attached', 'detached', 'watched', 'unwatched',
                         'reminded', 'escalated', 'escalated_to_deputy', 'returned', 'coordinator_changed')),
    at               timestamptz not null,
    account_id       uuid not null references accounts (id),
    hat              text not null check (hat in ('coordinator', 'provider', 'system')),
    for_account_id   uuid references accounts (id),
    state            text not null check (state in ('assigned', 'accepted', 'declined', 'in_progress', 'waiting', 'done', 'cancelled')),
    owner_account_id uuid not null references accounts (id),
    asked_account_id uuid references accounts (id),
    asked_unit_id    uuid references organisation_units (id),
    words            text,
    labels           integer not null,
    primary key (patient_id, id),
    unique (patient_id, task_id, number),
    foreign key (patient_id, task_id) references care_tasks (patient_id, id)
);

create table care_task_steps (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    task_id    uuid not null,
    position   integer not null,
    words      text not null,
    done_at    timestamptz,
    done_by    uuid references accounts (id),
    labels     integer not null,
    primary key (patient_id, id),
    foreign key (patient_id, task_id) references care_tasks (patient_id, id),
    check ((done_at is null) = (done_by is null))
);
create index on care_task_steps (patient_id, task_id);

create table care_task_watchers (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    task_id    uuid not null,
    account_id uuid not null references accounts (id),
    hat        text not null check (hat in ('coordinator', 'provider')),
    since      timestamptz not null,
    labels     integer not null,
    primary key (patient_id, id),
    unique (patient_id, task_id, account_id),
    foreign key (patient_id, task_id) references care_tasks (patient_id, id)
);

create table care_task_attachments (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    task_id    uuid not null,
    name       text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
    sha256     bytea not null check (sha256 = sha256(content)),
    content    bytea not null check (octet_length(content) between 1 and 10485760),
    added_by   uuid not null references accounts (id),
    added_at   timestamptz not null,
    labels     integer not null,
    primary key (patient_id, id),
    unique (patient_id, task_id, sha256),
    foreign key (patient_id, task_id) references care_tasks (patient_id, id)
);
alter table care_task_attachments alter column content set storage external;

-- The ladder of a task: when whom to remind. Two clocks run: from being asked until the answer, and around the due moment.
create table care_task_rungs (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    task_id    uuid not null,
    clock      text not null check (clock in ('answer', 'finish')),
    round      integer not null,
    rung       text not null check (rung in ('reminder', 'coordinator', 'deputy')),
    due_at     timestamptz not null,
    fired_at   timestamptz,
    told       uuid references accounts (id),
    labels     integer not null,
    primary key (patient_id, id),
    unique (patient_id, task_id, clock, round, rung),
    foreign key (patient_id, task_id) references care_tasks (patient_id, id),
    check ((fired_at is null) = (told is null))
);
create index care_task_rungs_waiting on care_task_rungs (due_at, id) where fired_at is null;

call app.protect('care_tasks', 1, labelled => true);
call app.protect('care_task_acts', 1, labelled => true);
call app.protect('care_task_steps', 1, labelled => true);
call app.protect('care_task_watchers', 1, labelled => true);
call app.protect('care_task_attachments', 1, labelled => true);
call app.protect('care_task_rungs', 1, labelled => true);

-- Patients and caregivers read what others are working on; the work itself is staff's, and the worker's who reminds.
do $$
declare
    work text;
begin
    foreach work in array array['care_tasks', 'care_task_acts', 'care_task_steps', 'care_task_watchers', 'care_task_attachments', 'care_task_rungs'] loop
        execute format('create policy staff_adds on %I as restrictive for insert to carecoord_app
            with check ((select app.is_worker()) or (select app.actor_bases() && array[''caseload'', ''care_team'']))', work);
        execute format('create policy staff_changes on %I as restrictive for update to carecoord_app
            using ((select app.is_worker()) or (select app.actor_bases() && array[''caseload'', ''care_team'']))
            with check ((select app.is_worker()) or (select app.actor_bases() && array[''caseload'', ''care_team'']))', work);
        execute format('create policy staff_removes on %I as restrictive for delete to carecoord_app
            using ((select app.is_worker()) or (select app.actor_bases() && array[''caseload'', ''care_team'']))', work);
    end loop;
    foreach work in array array['care_tasks', 'care_task_acts', 'care_task_watchers', 'care_task_rungs'] loop
        execute format('create policy worker on %I to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()))', work);
    end loop;
end $$;
create policy in_ones_own_name on care_task_acts as restrictive for insert to carecoord_app with check (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (for_account_id is null or for_account_id = any ((select app.stood_in_for())::uuid[])));

-- Whether somebody sees what is protected by these labels of a patient's plan at this moment, under a hat; and whether one who watches a task
-- still does, for those who see the task themselves.
create function app.sees_work(p_account uuid, p_hat text, p_patient uuid, p_labels integer) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(bool_or(a.view_bits & 1 <> 0) and (p_labels = 0 or bool_or(a.view_bits & p_labels = p_labels)), false)
    from patient_access a
    where a.account_id = p_account and a.patient_id = p_patient and a.basis = any (app.hat_bases(p_hat))
      and a.valid_from <= (select app.actor_moment()) and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
$$;

create function app.watches_still(p_patient uuid, p_watcher uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from care_task_watchers w
                   where w.patient_id = p_patient and w.id = p_watcher and app.sees_work(app.actor_id(), app.actor_hat(), w.patient_id, w.labels)
                     and app.sees_work(w.account_id, w.hat, w.patient_id, w.labels))
$$;
grant execute on function app.watches_still(uuid, uuid) to carecoord_app;

-- The units whose queue the asker works, at this moment: a provider for any patient, a coordinator for those whose record they see anyhow.
create function app.my_units() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(m.unit_id), '{}') from unit_members m
    where m.account_id = (select app.actor_id())
      and ((select app.actor_hat()) = 'coordinator'
           or (select app.actor_hat()) = 'provider' and exists (select from providers d where d.account_id = m.account_id))
      and m.since <= (select app.actor_moment()) and (m.until is null or m.until > (select app.actor_moment()))
$$;

-- What stands in a unit's queue is seen by its members: the task and the name, so that they can take it, and nothing else of the record.
create policy queue on care_tasks for select to carecoord_app using (
    (select app.actor_hat()) = 'provider' and asked_unit_id = any ((select app.my_units())::uuid[]));

create function app.name_in_queue(p_patient uuid, p_task uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.given_name || ' ' || p.family_name from patients p
    where p.id = p_patient and (select app.actor_hat()) = 'provider'
      and exists (select from care_tasks t where t.patient_id = p_patient and t.id = p_task and t.asked_unit_id = any (app.my_units()))
$$;

-- Whoever takes a task from their unit's queue joins the patient's care team for as long as they have something to do there.
alter table care_team_members add column for_task_id uuid;
alter table care_team_members add foreign key (patient_id, for_task_id) references care_tasks (patient_id, id);

create function app.join_for_task(p_patient uuid, p_task uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if app.actor_hat() <> 'provider' then
        return false;
    end if;
    insert into care_team_members (patient_id, id, account_id, provider_id, role, ask_about, since, until, for_task_id)
    select t.patient_id, app.uuid7(app.actor_moment()), d.account_id, d.id, d.discipline, t.title, app.actor_moment(),
           (select min(m.since) from care_team_members m where m.patient_id = t.patient_id and m.account_id = d.account_id and m.since > app.actor_moment()), t.id
    from care_tasks t cross join providers d
    where t.patient_id = p_patient and t.id = p_task and t.closed_at is null and t.asked_unit_id = any (app.my_units()) and d.account_id = app.actor_id();
    return found;
end $$;

-- At the end of a transaction that takes a task from somebody's hands, whoever joined for a task and has none left, leaves.
create function app.leave_after_task() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    now_is timestamptz := coalesce(app.actor_moment(), statement_timestamp());
begin
    -- Two tasks that end at once must see each other: the second waits here.
    perform from care_team_members m
    where m.patient_id = old.patient_id and m.account_id in (old.owner_account_id, old.asked_account_id) and m.for_task_id is not null
    order by m.id for update;
    update care_team_members m set until = greatest(now_is, m.since + interval '1 microsecond')
    where m.patient_id = old.patient_id and m.account_id in (old.owner_account_id, old.asked_account_id) and m.for_task_id is not null
      and (m.until is null or m.until > now_is)
      and not exists (select from care_tasks t where t.patient_id = m.patient_id and t.closed_at is null
                                                 and m.account_id in (t.owner_account_id, t.asked_account_id));
    return null;
end $$;
create constraint trigger leave_after_task after update on care_tasks deferrable initially deferred for each row
    when (new.closed_at is not null or new.owner_account_id <> old.owner_account_id or new.asked_account_id is distinct from old.asked_account_id)
    execute function app.leave_after_task();

-- A task has one outcome. The word of a change goes to the open pages of all whom it concerns; a load by the owner stirs nobody.
create function app.care_task_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    concerned uuid;
begin
    if tg_op = 'UPDATE' and old.closed_at is not null
       and (new.state, new.state_note, new.closed_at, new.owner_account_id) is distinct from (old.state, old.state_note, old.closed_at, old.owner_account_id) then
        raise exception 'a closed task stays as it was closed' using errcode = 'check_violation';
    end if;
    if coalesce(current_setting('app.ctx', true), '') <> '' then
        for concerned in
            select distinct c from unnest(array[new.owner_account_id, new.asked_account_id, new.asked_unit_id, new.coordinator_account_id]
                || case when tg_op = 'UPDATE' then array[old.owner_account_id, old.asked_account_id, old.asked_unit_id, old.coordinator_account_id] end) c
            where c is not null
        loop
            perform pg_notify('carecoord_news', concerned::text);
        end loop;
    end if;
    return null;
end $$;
create trigger care_task_changed after insert or update on care_tasks for each row execute function app.care_task_changed();

grant select, insert on care_tasks, care_task_acts, care_task_steps, care_task_watchers, care_task_attachments, care_task_rungs to carecoord_app;
grant update (title, why, about, about_id, priority, due_at, due_in_business_days, state, state_note, coordinator_account_id, owner_account_id, owner_hat,
              asked_account_id, asked_hat, asked_unit_id, asked_role, asked_by, asked_at, closed_at, acts) on care_tasks to carecoord_app;
grant update (done_at, done_by) on care_task_steps to carecoord_app;
grant update (fired_at, told) on care_task_rungs to carecoord_app;
grant delete on care_task_watchers, care_task_attachments, care_task_rungs to carecoord_app;
grant execute on function app.my_units(), app.name_in_queue(uuid, uuid), app.join_for_task(uuid, uuid) to carecoord_app;
