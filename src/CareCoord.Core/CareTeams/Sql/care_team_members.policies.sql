-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_team_members enable row level security;
alter table care_team_members force row level security;
create policy owner on care_team_members to carecoord_owner using (true) with check (true);
create policy view on care_team_members for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}}))));
create policy add on care_team_members for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy change on care_team_members for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
create policy remove on care_team_members for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}}))));
-- What follows is this table's own.
create policy by_their_coordinator_add on care_team_members as restrictive for insert to carecoord_app
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                          and a.manage_bits & {{Category.Plan}} <> 0)));
create policy by_their_coordinator_change on care_team_members as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                     and a.manage_bits & {{Category.Plan}} <> 0)))
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                          and a.manage_bits & {{Category.Plan}} <> 0)));
grant insert, select, update (role, ask_about, until, for_task_id) on care_team_members to carecoord_app;
