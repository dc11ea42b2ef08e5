-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table legal_document_entries enable row level security;
alter table legal_document_entries force row level security;
create policy owner on legal_document_entries to carecoord_owner using (true) with check (true);
create policy view on legal_document_entries for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_entries.patient_id and a.view_bits & labels = labels)));
create policy add on legal_document_entries for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_entries.patient_id and a.manage_bits & labels = labels)));
create policy change on legal_document_entries for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_entries.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_entries.patient_id and a.manage_bits & labels = labels)));
create policy remove on legal_document_entries for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_entries.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy in_ones_own_name on legal_document_entries as restrictive for insert to carecoord_app
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
create policy worker on legal_document_entries to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant insert, select on legal_document_entries to carecoord_app;
