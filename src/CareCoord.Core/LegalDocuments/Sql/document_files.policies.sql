-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table document_files enable row level security;
alter table document_files force row level security;
create policy owner on document_files to carecoord_owner using (true) with check (true);
create policy view on document_files for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_files.patient_id and a.view_bits & labels = labels)));
create policy add on document_files for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_files.patient_id and a.manage_bits & labels = labels)));
create policy change on document_files for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_files.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_files.patient_id and a.manage_bits & labels = labels)));
create policy remove on document_files for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_files.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy in_ones_own_name on document_files as restrictive for insert to carecoord_app with check (uploaded_by = (select app.actor_id()));
create policy worker on document_files to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant insert, select, update (scan, scanned_at, scan_tries) on document_files to carecoord_app;
