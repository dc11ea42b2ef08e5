-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table treatment_plans enable row level security;
alter table treatment_plans force row level security;
create policy owner on treatment_plans to carecoord_owner using (true) with check (true);
create policy view on treatment_plans for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}}))));
create policy add on treatment_plans for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy change on treatment_plans for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy remove on treatment_plans for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
-- What follows is this table's own.
grant select on treatment_plans to carecoord_app;
