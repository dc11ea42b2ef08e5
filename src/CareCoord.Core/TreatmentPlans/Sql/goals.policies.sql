-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table goals enable row level security;
alter table goals force row level security;
create policy owner on goals to carecoord_owner using (true) with check (true);
create policy view on goals for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = goals.patient_id and a.view_bits & labels = labels)));
create policy add on goals for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = goals.patient_id and a.manage_bits & labels = labels)));
create policy change on goals for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = goals.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = goals.patient_id and a.manage_bits & labels = labels)));
create policy remove on goals for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = goals.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant select on goals to carecoord_app;
