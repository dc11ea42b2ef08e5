-- Whether the asker says who may see this record: the patient, or their coordinator on the patient's word.
create or replace function app.may_grant(p_patient uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select exists (select from app.my_access(p_patient) a where a.basis in ('self', 'caseload')
                             and a.manage_bits & {{Category.AccessHistory}} <> 0));
end $$;
