-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table appointment_versions enable row level security;
alter table appointment_versions force row level security;
create policy owner on appointment_versions to carecoord_owner using (true) with check (true);
create policy view on appointment_versions for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointment_versions.patient_id and a.view_bits & labels = labels)));
create policy add on appointment_versions for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointment_versions.patient_id and a.manage_bits & labels = labels)));
create policy change on appointment_versions for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointment_versions.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointment_versions.patient_id and a.manage_bits & labels = labels)));
create policy remove on appointment_versions for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointment_versions.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant select on appointment_versions to carecoord_app;
