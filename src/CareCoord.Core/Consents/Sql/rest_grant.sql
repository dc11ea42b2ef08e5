-- Lets a grant rest on a power of attorney or a guardianship order that names its holder. The coordinator who reviews it does so, or the
-- patient.
create or replace function app.rest_grant(p_patient uuid, p_grant uuid, p_document uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from app.my_access(p_patient) a where a.basis in ('self', 'caseload')
                     and a.manage_bits & {{Category.LegalDocuments}} <> 0) then
        raise exception 'only the patient or their coordinator says on what a grant rests' using errcode = 'insufficient_privilege';
    end if;
    update proxy_grants g set rests_on_document_id = p_document
    from legal_documents d
    where g.patient_id = p_patient and g.id = p_grant and d.patient_id = g.patient_id and d.id = p_document
      and d.kind in ('health_care_power_of_attorney', 'guardianship_order') and d.state = 'accepted'
      and exists (select from legal_document_agents a where a.patient_id = d.patient_id and a.document_id = d.id and a.version = d.version
                    and a.account_id = g.caregiver_account_id);
    return found;
end $$;
grant execute on function app.rest_grant(uuid, uuid, uuid) to carecoord_app;
