-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table activity_ticks enable row level security;
alter table activity_ticks force row level security;
create policy owner on activity_ticks to carecoord_owner using (true) with check (true);
create policy view on activity_ticks for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = activity_ticks.patient_id and a.view_bits & labels = labels)));
create policy add on activity_ticks for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = activity_ticks.patient_id and a.manage_bits & labels = labels)));
create policy change on activity_ticks for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = activity_ticks.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = activity_ticks.patient_id and a.manage_bits & labels = labels)));
create policy remove on activity_ticks for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = activity_ticks.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy in_ones_own_name
    on activity_ticks as restrictive for insert to carecoord_app with check (ticked_by = (select app.actor_id()));
grant delete, insert, select on activity_ticks to carecoord_app;
