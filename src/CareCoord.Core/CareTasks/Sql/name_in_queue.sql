-- The name of the patient of a task in a queue that the asker works, who may not see the record yet.
create or replace function app.name_in_queue(p_patient uuid, p_task uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return array_to_string(app.names_in_queue(p_patient, p_task), ' ');
end $$;
grant execute on function app.name_in_queue(uuid, uuid) to carecoord_app;
