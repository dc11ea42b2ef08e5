-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table legal_document_agents enable row level security;
alter table legal_document_agents force row level security;
create policy owner on legal_document_agents to carecoord_owner using (true) with check (true);
create policy view on legal_document_agents for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_agents.patient_id and a.view_bits & labels = labels)));
create policy add on legal_document_agents for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_agents.patient_id and a.manage_bits & labels = labels)));
create policy change on legal_document_agents for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_agents.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_agents.patient_id and a.manage_bits & labels = labels)));
create policy remove on legal_document_agents for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = legal_document_agents.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant delete, insert, select on legal_document_agents to carecoord_app;
