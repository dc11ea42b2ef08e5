-- Who has to do with a patient's legal documents now, for those who see them and for the portal itself. Of the proxies they are those who
-- see these labels.
create or replace function app.document_people(p_patient uuid, p_labels integer default 0)
    returns table (account_id uuid, hat text, part text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select p.account_id, p.hat, p.part
    from (
        select a.account_id, 'patient', 'patient' from patients a where a.id = p_patient and a.account_id is not null
        union all
        select c.coordinator_account_id, 'coordinator', 'coordinator' from caseload_assignments c
        where c.patient_id = p_patient and c.since <= app.actor_moment() and (c.until is null or c.until > app.actor_moment())
        union all
        select m.account_id, 'provider', 'provider' from app.team_providers() m where m.patient_id = p_patient
        union all
        select a.account_id, 'caregiver', 'proxy' from patient_access a
        where a.patient_id = p_patient and a.basis = 'proxy_grant' and a.view_bits & {{Category.LegalDocuments}} <> 0
          and a.view_bits & p_labels = p_labels
          and a.valid_from <= app.actor_moment() and (a.valid_until is null or a.valid_until > app.actor_moment())
    ) p (account_id, hat, part)
    where (select app.is_worker()) or (select coalesce(bit_or(v.view_bits), 0)
                                       from app.my_access(p_patient) v) & {{Category.LegalDocuments}} <> 0;
end $$;
grant execute on function app.document_people(uuid, integer) to carecoord_app;
