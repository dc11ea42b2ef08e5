-- The parts of a document follow its labels. A file that several documents share carries those that all of them carry, so that whoever sees
-- one of them sees its pages.
create or replace function app.label_parts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and new.labels <> old.labels then
        -- In what it said before, what was protected once stays protected.
        update legal_document_agents p set labels = case when p.version = new.version then new.labels else p.labels | new.labels end
        where p.patient_id = new.patient_id and p.document_id = new.id;
        update legal_document_versions p set labels = p.labels | new.labels where p.patient_id = new.patient_id and p.entry_id = new.id;
        update legal_document_entries p set labels = new.labels where p.patient_id = new.patient_id and p.document_id = new.id;
        update document_readings p set labels = new.labels where p.patient_id = new.patient_id and p.document_id = new.id;
    end if;
    update files f set labels = d.labels
    from (select o.file_id, bit_and(o.labels) as labels from legal_documents o
          where o.patient_id = coalesce(new.patient_id, old.patient_id) and o.file_id in (new.file_id, old.file_id) group by o.file_id) d
    where f.patient_id = coalesce(new.patient_id, old.patient_id) and f.id = d.file_id and f.labels <> d.labels;
    return null;
end $$;
