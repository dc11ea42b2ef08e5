-- Drops drafts that nobody handed in; their files go with the sweep.
create or replace function app.drop_old_drafts() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    perform app.audit('legal-document.draft-dropped', array[d.patient_id], 'legal_document', d.id)
    from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '{{LegalDocument.DraftDays}} days';
    delete from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '{{LegalDocument.DraftDays}} days';
end $$;
grant execute on function app.drop_old_drafts() to carecoord_app;
