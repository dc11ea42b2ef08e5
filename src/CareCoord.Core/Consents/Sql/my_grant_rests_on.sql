-- The document on which the asker's own grant rests, or the one through which the patient looks. Who does not see the grants themselves
-- reads it here.
create or replace function app.my_grant_rests_on(p_patient uuid, p_basis uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select g.rests_on_document_id from proxy_grants g
        where g.patient_id = p_patient and g.id = p_basis and g.caregiver_account_id = (select app.actor_id())
        union all
        select g.rests_on_document_id from grant_previews v
        join proxy_grants g on g.patient_id = v.patient_id and g.caregiver_account_id = v.of_account_id
        where v.patient_id = p_patient and v.id = p_basis and v.account_id = (select app.actor_id())
          and tstzrange(g.starts_at, g.ends_at) @> app.actor_moment());
end $$;
grant execute on function app.my_grant_rests_on(uuid, uuid) to carecoord_app;
