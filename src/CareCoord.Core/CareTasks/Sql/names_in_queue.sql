-- The given and the family name of the patient of a task in a queue that the asker works. They may not see the record yet.
create or replace function app.names_in_queue(p_patient uuid, p_task uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select array[p.given_name, p.family_name] from patients p
        where p.id = p_patient and (select app.actor_hat()) = 'provider'
          and exists (select from care_tasks t where t.patient_id = p_patient and t.id = p_task
                        and t.asked_unit_id = any (app.my_units())));
end $$;
grant execute on function app.names_in_queue(uuid, uuid) to carecoord_app;
