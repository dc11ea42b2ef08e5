-- Who joins and leaves a care team, and who leads in what the team takes care of. Only the coordinator who has the patient on
-- their caseload writes either; a provider may leave.

-- A place that is given up before it begins was never held: its end is its beginning.
alter table care_team_members drop constraint care_team_members_check;
alter table care_team_members add constraint ends_after_it_begins check (until >= since);

-- A provider has one place on a team at a time.
alter table care_team_members add constraint one_place_for_a_provider
    exclude using gist (patient_id with =, provider_id with =, tstzrange(since, until) with &&) where (provider_id is not null);

create table care_concerns (
    patient_id     uuid not null references patients (id),
    id             uuid not null,
    concern        text not null check (length(concern) between 1 and 80),
    lead_member_id uuid,
    since          timestamptz not null,
    until          timestamptz check (until >= since),
    labels         integer not null check (labels & ~3840 = 0),
    primary key (patient_id, id),
    foreign key (patient_id, lead_member_id) references care_team_members (patient_id, id)
);
create unique index one_open_concern_of_a_name on care_concerns (patient_id, lower(concern)) where until is null;

call app.protect('care_concerns', 1, labelled => true);

create policy by_their_coordinator_add on care_team_members as restrictive for insert to carecoord_app
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
create policy by_their_coordinator_change on care_team_members as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)))
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
create policy by_their_coordinator_add on care_concerns as restrictive for insert to carecoord_app
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
create policy by_their_coordinator_change on care_concerns as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)))
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));

grant insert, update (role, ask_about, until, for_task_id) on care_team_members to carecoord_app;
grant select, insert, update (lead_member_id, until) on care_concerns to carecoord_app;

-- A provider leaves a team by themselves: their own place, as of now or later, and nothing else of it. Their coordinator, whom
-- a provider cannot look up, is told. False where there is no such place of theirs, or it has ended.
create function app.leave_care_team(p_patient uuid, p_member uuid, p_until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    update care_team_members m set until = greatest(p_until, actor.moment, m.since)
    where m.patient_id = p_patient and m.id = p_member and m.account_id = actor.account_id and m.provider_id is not null
      and actor.hat = 'provider' and (m.until is null or m.until > greatest(p_until, actor.moment));
    if not found then
        return false;
    end if;
    perform app.tell(c.coordinator_account_id, 'coordinator', 'team_left', p_patient, p_member)
    from caseload_assignments c
    where c.patient_id = p_patient and c.since <= actor.moment and (c.until is null or c.until > actor.moment);
    return true;
end $$;
grant execute on function app.leave_care_team(uuid, uuid, timestamptz) to carecoord_app;
