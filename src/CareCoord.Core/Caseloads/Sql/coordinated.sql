-- Whether one of these patients was on the asker's own caseload: who has handed somebody over may know that they did.
create or replace function app.coordinated(p_patients uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select exists (select from caseload_assignments c where c.patient_id = any (p_patients)
                         and c.coordinator_account_id = (select app.actor_id()))
               and (select app.actor_hat()) is not distinct from 'coordinator');
end $$;
grant execute on function app.coordinated(uuid[]) to carecoord_app;
