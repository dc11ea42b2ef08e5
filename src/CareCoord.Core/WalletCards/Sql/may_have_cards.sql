-- Who manages somebody's legal documents as the patient or for them.
create or replace function app.may_have_cards(p_patient uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select exists (select from app.my_access(p_patient) a where a.basis in ('self', 'proxy_grant')
                             and a.manage_bits & {{Category.LegalDocuments}} <> 0));
end $$;
