-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table problems enable row level security;
alter table problems force row level security;
create policy owner on problems to carecoord_owner using (true) with check (true);
create policy view on problems for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = problems.patient_id and a.view_bits & labels = labels)));
create policy add on problems for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = problems.patient_id and a.manage_bits & labels = labels)));
create policy change on problems for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = problems.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = problems.patient_id and a.manage_bits & labels = labels)));
create policy remove on problems for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = problems.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant select on problems to carecoord_app;
