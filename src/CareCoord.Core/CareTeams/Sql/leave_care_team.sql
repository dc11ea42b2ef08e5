-- A provider leaves a team by themselves: their own place, as of now or later, and nothing else of it. Their coordinator, whom
-- a provider cannot look up, is told. False where there is no such place of theirs, or it has ended.
create or replace function app.leave_care_team(p_patient uuid, p_member uuid, p_until timestamptz) returns boolean
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
    perform app.add_notification(c.coordinator_account_id, 'coordinator', 'team_left', p_patient, p_member)
    from caseload_assignments c
    where c.patient_id = p_patient and c.since <= actor.moment and (c.until is null or c.until > actor.moment);
    return true;
end $$;
grant execute on function app.leave_care_team(uuid, uuid, timestamp with time zone) to carecoord_app;
