-- What coordinators and providers keep of their desks: views under a name.

create table saved_views (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    hat        text not null check (hat in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    desk       text not null check (desk in ('tasks', 'caseload')),
    name       text not null check (length(name) between 1 and 60),
    query      text not null check (length(query) <= 500),
    created_at timestamptz not null
);
create unique index on saved_views (account_id, hat, desk, lower(name));

alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy owner on saved_views to carecoord_owner using (true) with check (true);
create policy ones_own on saved_views to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant select, insert, delete, update (name, query) on saved_views to carecoord_app;

-- A transition: somebody came home from a hospital or another place of care. The patient may read it; their coordinator records it.
create table transitions (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    left_at     timestamptz not null,
    from_place  text not null check (length(from_place) between 1 and 200),
    complexity  text not null check (complexity in ('moderate', 'high')),
    recorded_by uuid not null references accounts (id),
    recorded_at timestamptz not null,
    ended_at    timestamptz,
    primary key (patient_id, id),
    check (left_at <= recorded_at)
);
create index open_transitions on transitions (patient_id, left_at) where ended_at is null;
call app.protect('transitions', 1);
create policy by_their_coordinator on transitions as restrictive for insert to carecoord_app
    with check (recorded_by = (select app.actor_id())
                and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
grant select, insert on transitions to carecoord_app;

-- It ends when the last open task about it is closed.
create function app.end_transition() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update transitions t set ended_at = coalesce(app.actor_moment(), statement_timestamp())
    where t.patient_id = new.patient_id and t.id = old.about_id and t.ended_at is null
      and not exists (select from care_tasks c where c.patient_id = t.patient_id and c.about = 'transition' and c.about_id = t.id and c.closed_at is null);
    return null;
end $$;
create trigger end_transition after update of closed_at, about, about_id on care_tasks for each row
    when (old.about = 'transition' and (new.closed_at is not null or new.about_id is distinct from old.about_id or new.about <> old.about))
    execute function app.end_transition();
create index care_tasks_of_transitions on care_tasks (patient_id, about_id, due_key) where closed_at is null and about = 'transition';

-- How high a coordinator judges a patient's risk; the newest counts. It is a word between members of staff: the policy has no name of a part
-- of the record, and leaves out the patient, their proxies and broken glass.
create table risk_levels (
    patient_id uuid not null references patients (id),
    id         uuid not null,
    level      text not null check (level in ('low', 'rising', 'high')),
    reason     text not null check (length(reason) between 1 and 500),
    set_by     uuid not null references accounts (id),
    set_at     timestamptz not null,
    primary key (patient_id, id)
);
create index on risk_levels (patient_id, set_at desc, id desc);
alter table risk_levels enable row level security;
alter table risk_levels force row level security;
create policy owner on risk_levels to carecoord_owner using (true) with check (true);
create policy staff on risk_levels for select to carecoord_app using (
    patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('caseload', 'care_team') and a.view_bits & 1 <> 0)));
create policy by_their_coordinator on risk_levels for insert to carecoord_app with check (
    set_by = (select app.actor_id())
    and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
grant select, insert on risk_levels to carecoord_app;

-- When a member of staff last opened a patient's record, so that their lists show what has changed since.
create table last_looks (
    account_id uuid not null references accounts (id),
    patient_id uuid not null references patients (id),
    looked_at  timestamptz not null,
    primary key (account_id, patient_id)
);
create index on last_looks (patient_id);
alter table last_looks enable row level security;
alter table last_looks force row level security;
create policy owner on last_looks to carecoord_owner using (true) with check (true);
create policy ones_own on last_looks for select to carecoord_app using (
    account_id = (select app.actor_id()) and patient_id = any (array(select a.patient_id from patient_access a)));
grant select on last_looks to carecoord_app;

-- As before; besides, opening a page of a record is a look at it. Lists, forms and files are none.
create or replace function app.open_record(p_patient uuid, p_view integer, p_action text)
returns table (view_bits integer, manage_bits integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    seen   integer;
    manage integer;
begin
    select bit_or(a.view_bits), bit_or(a.manage_bits) into seen, manage from app.my_access(p_patient) a;
    if seen is null or seen & p_view <> p_view then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', p_action));
        return;
    end if;
    perform app.audit(p_action, array[p_patient]);
    if actor.hat in ('coordinator', 'provider') and p_action like '%.read' then
        insert into last_looks as l values (actor.account_id, p_patient, actor.moment)
        on conflict (account_id, patient_id) do update set looked_at = greatest(l.looked_at, excluded.looked_at);
    end if;
    return query select seen, manage;
end $$;

-- What has happened since a look is found by its time.
create index on care_task_acts (patient_id, at);

-- Locks those of the patients whom the asker has on their own caseload, so that they are handed over once. Hand-overs of one coordinator take
-- turns: only they hand over their patients, and whoever comes second sees what the first has done.
create function app.hold_caseload(p_patients uuid[]) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if actor.hat is distinct from 'coordinator' then
        return '{}';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('caseload of ' || actor.account_id, 14));
    perform from caseload_assignments c
    where c.patient_id = any (p_patients) and c.coordinator_account_id = actor.account_id and c.since <= actor.moment
      and (c.until is null or c.until > actor.moment)
    order by c.patient_id for update;
    return array(
        select c.patient_id from caseload_assignments c
        where c.patient_id = any (p_patients) and c.coordinator_account_id = actor.account_id and c.since <= actor.moment
          and (c.until is null or c.until > actor.moment)
          and not exists (select from caseload_assignments n where n.patient_id = c.patient_id and n.since > c.since));
end $$;

-- Whether one of these patients was on the asker's own caseload: who has handed somebody over may know that they did.
create function app.coordinated(p_patients uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from caseload_assignments c where c.patient_id = any (p_patients) and c.coordinator_account_id = (select app.actor_id()))
           and (select app.actor_hat()) is not distinct from 'coordinator'
$$;

-- Gives patients of the asker's own caseload to another coordinator: the assignment, the place on the care team, and what that place owns of the
-- plan and leads. Care tasks are moved before, while the asker still sees them.
create function app.hand_over(p_patients uuid[], p_to uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    held   caseload_assignments;
    place  care_team_members;
    taken  uuid;
    ends   timestamptz;
begin
    if actor.hat is distinct from 'coordinator' or p_to = actor.account_id
       or not exists (select from account_hats h where h.account_id = p_to and h.hat = 'coordinator')
       or cardinality(app.hold_caseload(p_patients)) <> (select count(distinct p) from unnest(p_patients) p) then
        raise exception 'only their own coordinator hands patients to another' using errcode = 'insufficient_privilege';
    end if;
    for held in
        select * from caseload_assignments c
        where c.patient_id = any (p_patients) and c.coordinator_account_id = actor.account_id and c.since <= actor.moment
          and (c.until is null or c.until > actor.moment)
        order by c.patient_id
    loop
        ends := greatest(actor.moment, held.since + interval '1 microsecond');
        update caseload_assignments c set until = ends where c.patient_id = held.patient_id and c.id = held.id;
        insert into caseload_assignments values (held.patient_id, app.uuid7(actor.moment), p_to, ends, held.until);

        for place in
            select * from care_team_members m
            where m.patient_id = held.patient_id and m.account_id = actor.account_id and m.role = 'coordinator'
              and (m.until is null or m.until > actor.moment)
            order by m.since
        loop
            ends := greatest(actor.moment, place.since + interval '1 microsecond');
            update care_team_members m set until = ends where m.patient_id = place.patient_id and m.id = place.id;
            -- Two coordinators may have places on a team: the one who takes over then keeps theirs.
            select m.id into taken from care_team_members m
            where m.patient_id = place.patient_id and m.account_id = p_to and m.role = 'coordinator' and (m.until is null or m.until > ends)
            order by m.since limit 1;
            if taken is null then
                taken := app.uuid7(actor.moment);
                insert into care_team_members (patient_id, id, account_id, provider_id, role, ask_about, since, until)
                values (place.patient_id, taken, p_to, null, 'coordinator', place.ask_about, ends, place.until);
            end if;
            update goals g set owner_member_id = taken from treatment_plans t
            where g.patient_id = place.patient_id and g.owner_member_id = place.id and t.patient_id = g.patient_id and t.id = g.plan_id and t.state <> 'superseded';
            update activities a set owner_member_id = taken from treatment_plans t
            where a.patient_id = place.patient_id and a.owner_member_id = place.id and t.patient_id = a.patient_id and t.id = a.plan_id and t.state <> 'superseded';
            update care_concerns c set lead_member_id = taken
            where c.patient_id = place.patient_id and c.lead_member_id = place.id and (c.until is null or c.until > actor.moment);
        end loop;
    end loop;
end $$;

-- A task that is assigned while its patient is handed over goes to the coordinator who has the patient then.
create function app.keep_coordinator() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    before uuid := new.coordinator_account_id;
    held   uuid;
begin
    perform from caseload_assignments c where c.patient_id = new.patient_id and (c.until is null or c.until > app.actor_moment()) for share;
    select c.coordinator_account_id into held from caseload_assignments c
    where c.patient_id = new.patient_id and (c.until is null or c.until > app.actor_moment()) order by c.since desc limit 1;
    if held <> before then
        new.coordinator_account_id := held;
        new.owner_account_id := case when new.owner_account_id = before and new.owner_hat = 'coordinator' then held else new.owner_account_id end;
        new.asked_account_id := case when new.asked_account_id = before and new.asked_hat = 'coordinator' then held else new.asked_account_id end;
    end if;
    return new;
end $$;
create trigger keep_coordinator before insert on care_tasks for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.keep_coordinator();

-- The coordinators to whom patients can be handed over: how many patients each has, and whether they are away.
create function app.coordinators() returns table (account_id uuid, name text, patients integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.id, a.display_name,
           (select count(*) from caseload_assignments c
            where c.coordinator_account_id = a.id and c.since <= (select app.actor_moment()) and (c.until is null or c.until > (select app.actor_moment())))::integer
    from account_hats h join accounts a on a.id = h.account_id
    where h.hat = 'coordinator' and (select app.wears(array['coordinator']))
    order by a.display_name, a.id
$$;
grant execute on function app.hold_caseload(uuid[]), app.hand_over(uuid[], uuid), app.coordinated(uuid[]), app.coordinators() to carecoord_app;
