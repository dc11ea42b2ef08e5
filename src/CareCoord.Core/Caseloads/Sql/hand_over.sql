-- Gives patients of the asker's own caseload to another coordinator. The assignment goes, and the place on the care team with what it owns
-- of the plan and leads. Care tasks are moved before, while the asker still sees them.
create or replace function app.hand_over(p_patients uuid[], p_to uuid) returns void
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
            where g.patient_id = place.patient_id and g.owner_member_id = place.id and t.patient_id = g.patient_id and t.id = g.plan_id
              and t.state <> 'superseded';
            update activities a set owner_member_id = taken from treatment_plans t
            where a.patient_id = place.patient_id and a.owner_member_id = place.id and t.patient_id = a.patient_id and t.id = a.plan_id
              and t.state <> 'superseded';
            update care_concerns c set lead_member_id = taken
            where c.patient_id = place.patient_id and c.lead_member_id = place.id and (c.until is null or c.until > actor.moment);
        end loop;
    end loop;
end $$;
grant execute on function app.hand_over(uuid[], uuid) to carecoord_app;
