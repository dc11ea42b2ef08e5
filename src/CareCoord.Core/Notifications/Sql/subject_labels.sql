-- Derived from the feature's declaration, and written by `carecoord schema`:
-- The labels of what a notification is about; none where it carries none, or is not there.
create or replace function app.subject_labels(p_table text, p_patient uuid, p_subject uuid) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return coalesce(case p_table
        when 'care_tasks' then (select s.labels from care_tasks s where s.patient_id = p_patient and s.id = p_subject)
        when 'legal_documents' then (select s.labels from legal_documents s where s.patient_id = p_patient and s.id = p_subject)
        end, 0);
end $$;
