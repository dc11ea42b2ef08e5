-- What belongs to a document carries its labels.
create or replace function app.label_part() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    select d.labels into new.labels from legal_documents d where d.patient_id = new.patient_id and d.id = new.document_id;
    return new;
end $$;
