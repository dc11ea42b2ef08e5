-- Whether the asker coordinates this patient's care, also in somebody's place, or is the portal itself.
create or replace function app.coordinates(p_patient uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select app.is_worker() or exists (select from app.my_access(p_patient) a where a.basis = 'caseload'
                                                and a.manage_bits & {{Category.LegalDocuments}} <> 0));
end $$;
grant execute on function app.coordinates(uuid) to carecoord_app;
