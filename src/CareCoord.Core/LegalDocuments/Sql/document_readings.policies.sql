-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table document_readings enable row level security;
alter table document_readings force row level security;
create policy owner on document_readings to carecoord_owner using (true) with check (true);
create policy view on document_readings for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_readings.patient_id and a.view_bits & labels = labels)));
create policy add on document_readings for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_readings.patient_id and a.manage_bits & labels = labels)));
create policy change on document_readings for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_readings.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_readings.patient_id and a.manage_bits & labels = labels)));
create policy remove on document_readings for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = document_readings.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy reads_for_oneself on document_readings as restrictive for update to carecoord_app
    using (account_id = (select app.actor_id()) and (select app.actor_hat()) = 'provider')
    with check (account_id = (select app.actor_id()) and (select app.actor_hat()) = 'provider');
grant select, update (confirmed_at) on document_readings to carecoord_app;
