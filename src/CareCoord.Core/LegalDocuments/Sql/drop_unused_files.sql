-- Drops drafts that nobody handed in and the rows of files that no document points at; which files may go now.
create or replace function app.drop_unused_files(p_before timestamptz) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
    gone   uuid[];
begin
    perform app.audit('legal-document.draft-dropped', array[d.patient_id], 'legal_document', d.id)
    from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '{{LegalDocument.DraftDays}} days';
    delete from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '{{LegalDocument.DraftDays}} days';
    with dropped as (
        delete from document_files f
        where f.uploaded_at < p_before and not exists (select from legal_documents d where d.patient_id = f.patient_id and d.file_id = f.id)
        returning f.id
    )
    select coalesce(array_agg(d.id), '{}') into gone from dropped d;
    return gone;
end $$;
grant execute on function app.drop_unused_files(timestamp with time zone) to carecoord_app;
