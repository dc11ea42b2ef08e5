-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_task_entry_versions enable row level security;
alter table care_task_entry_versions force row level security;
create policy owner on care_task_entry_versions to carecoord_owner using (true) with check (true);
create policy view on care_task_entry_versions for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entry_versions.patient_id and a.view_bits & labels = labels)));
create policy add on care_task_entry_versions for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entry_versions.patient_id and a.manage_bits & labels = labels)));
create policy change on care_task_entry_versions for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entry_versions.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entry_versions.patient_id and a.manage_bits & labels = labels)));
create policy remove on care_task_entry_versions for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entry_versions.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant select on care_task_entry_versions to carecoord_app;
