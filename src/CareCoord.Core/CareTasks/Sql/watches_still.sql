-- Whether one who watches a task still sees the patient, for those who see the task themselves.
create or replace function app.watches_still(p_patient uuid, p_watcher uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select exists (select from care_task_watchers w
                       where w.patient_id = p_patient and w.id = p_watcher
                         and app.sees_part(app.actor_id(), app.actor_hat(), w.patient_id, {{Category.Plan}}, w.labels)
                         and app.sees_part(w.account_id, w.hat, w.patient_id, {{Category.Plan}}, w.labels)));
end $$;
grant execute on function app.watches_still(uuid, uuid) to carecoord_app;
