-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table legal_documents enable row level security;
alter table legal_documents force row level security;
create policy owner on legal_documents to carecoord_owner using (true) with check (true);
create policy view on legal_documents for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_documents.patient_id and a.view_bits & labels = labels)));
create policy add on legal_documents for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_documents.patient_id and a.manage_bits & labels = labels)));
create policy change on legal_documents for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_documents.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_documents.patient_id and a.manage_bits & labels = labels)));
create policy remove on legal_documents for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_documents.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
-- What is not handed in yet is seen by whoever has uploaded it, and dropped by them alone.
create policy draft_is_ones_own on legal_documents as restrictive for select to carecoord_app
    using (state <> 'draft' or uploaded_by = (select app.eyes()) or (select app.is_worker()));
create policy drops_ones_draft on legal_documents as restrictive for delete to carecoord_app
    using (state = 'draft' and uploaded_by = (select app.actor_id()));
create policy worker on legal_documents to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant delete, insert, select, update (kind, state, file_id, upload_id, signed_on, signed_by, witnesses, notary, jurisdiction, expires_on,
    review_on, paper_is_at, powers_granted, powers_withheld, cpr, intubation, tube_feeding, iv_fluids,
    antibiotics, dialysis, comfort_only, springing, uploaded_by, uploaded_as, acting_for, uploaded_at,
    submitted_at, reviewed_by, reviewed_at, review_words, supersedes_id, revoked_by, revoke_words,
    ended_at, labels, version, amendment_kind, amendment_reason, amended_by, amended_as, amended_for, amended_at)
        on legal_documents to carecoord_app;
