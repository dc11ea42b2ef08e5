-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table caseload_assignments enable row level security;
alter table caseload_assignments force row level security;
create policy owner on caseload_assignments to carecoord_owner using (true) with check (true);
create policy view on caseload_assignments for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.AccessHistory}}))));
create policy add on caseload_assignments for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy change on caseload_assignments for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy remove on caseload_assignments for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
-- What follows is this table's own.
grant select on caseload_assignments to carecoord_app;
