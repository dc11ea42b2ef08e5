-- Tells the patient what their coordinator did in their name; nobody is told of what they did themselves.
create or replace function app.add_patient_notification(p_patient uuid, p_kind text, p_subject uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    select app.add_notification(p.account_id, 'patient', p_kind, p.id, p_subject) from patients p
    where p.id = p_patient and p.account_id is not null
$$;
