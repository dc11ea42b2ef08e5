-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_task_attachments enable row level security;
alter table care_task_attachments force row level security;
create policy owner on care_task_attachments to carecoord_owner using (true) with check (true);
create policy view on care_task_attachments for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_attachments.patient_id and a.view_bits & labels = labels)));
create policy add on care_task_attachments for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_attachments.patient_id and a.manage_bits & labels = labels)));
create policy change on care_task_attachments for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_attachments.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_attachments.patient_id and a.manage_bits & labels = labels)));
create policy remove on care_task_attachments for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_attachments.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
-- Staff alone write care tasks, and the portal's own reminders.
create policy staff_adds on care_task_attachments as restrictive for insert to carecoord_app
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_changes on care_task_attachments as restrictive for update to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']))
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_removes on care_task_attachments as restrictive for delete to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy worker on care_task_attachments for select to carecoord_app using ((select app.is_worker()));
grant delete, insert, select on care_task_attachments to carecoord_app;
