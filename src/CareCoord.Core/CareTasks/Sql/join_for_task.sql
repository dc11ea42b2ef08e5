-- Whoever takes a task from their unit's queue joins the patient's care team for as long as they have something to do there.
create or replace function app.join_for_task(p_patient uuid, p_task uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if app.actor_hat() <> 'provider' then
        return false;
    end if;
    insert into care_team_members (patient_id, id, account_id, provider_id, role, ask_about, since, until, for_task_id)
    select t.patient_id, app.uuid7(app.actor_moment()), d.account_id, d.id, d.discipline, t.title, app.actor_moment(),
           (select min(m.since) from care_team_members m where m.patient_id = t.patient_id and m.account_id = d.account_id
              and m.since > app.actor_moment()), t.id
    from care_tasks t cross join providers d
    where t.patient_id = p_patient and t.id = p_task and t.closed_at is null and t.asked_unit_id = any (app.my_units())
      and d.account_id = app.actor_id();
    return found;
end $$;
grant execute on function app.join_for_task(uuid, uuid) to carecoord_app;
