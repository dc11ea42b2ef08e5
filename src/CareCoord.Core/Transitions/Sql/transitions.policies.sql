-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table transitions enable row level security;
alter table transitions force row level security;
create policy owner on transitions to carecoord_owner using (true) with check (true);
create policy view on transitions for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}}))));
create policy add on transitions for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy change on transitions for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy remove on transitions for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
-- What follows is this table's own.
create policy by_their_coordinator on transitions as restrictive for insert to carecoord_app
    with check (recorded_by = (select app.actor_id())
                and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                              and a.manage_bits & {{Category.Plan}} <> 0)));
grant insert, select on transitions to carecoord_app;
