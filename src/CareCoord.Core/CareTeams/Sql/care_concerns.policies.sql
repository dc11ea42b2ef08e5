-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_concerns enable row level security;
alter table care_concerns force row level security;
create policy owner on care_concerns to carecoord_owner using (true) with check (true);
create policy view on care_concerns for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_concerns.patient_id and a.view_bits & labels = labels)));
create policy add on care_concerns for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_concerns.patient_id and a.manage_bits & labels = labels)));
create policy change on care_concerns for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_concerns.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_concerns.patient_id and a.manage_bits & labels = labels)));
create policy remove on care_concerns for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_concerns.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy by_their_coordinator_add on care_concerns as restrictive for insert to carecoord_app
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                          and a.manage_bits & {{Category.Plan}} <> 0)));
create policy by_their_coordinator_change on care_concerns as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                     and a.manage_bits & {{Category.Plan}} <> 0)))
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                          and a.manage_bits & {{Category.Plan}} <> 0)));
grant insert, select, update (lead_member_id, until) on care_concerns to carecoord_app;
