-- What a caregiver is to the patient, for the holder of the grant, who may see it even without the access history.
create or replace function app.my_relationship(p_patient uuid, p_grant uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select g.relationship from proxy_grants g
        where g.patient_id = p_patient and g.id = p_grant and g.caregiver_account_id = (select app.actor_id())
        union all
        select v.relationship from grant_previews v
        where v.patient_id = p_patient and v.id = p_grant and v.account_id = (select app.actor_id()));
end $$;
grant execute on function app.my_relationship(uuid, uuid) to carecoord_app;
