-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_task_entries enable row level security;
alter table care_task_entries force row level security;
create policy owner on care_task_entries to carecoord_owner using (true) with check (true);
create policy view on care_task_entries for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entries.patient_id and a.view_bits & labels = labels)));
create policy add on care_task_entries for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entries.patient_id and a.manage_bits & labels = labels)));
create policy change on care_task_entries for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entries.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entries.patient_id and a.manage_bits & labels = labels)));
create policy remove on care_task_entries for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_task_entries.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy in_ones_own_name on care_task_entries as restrictive for insert to carecoord_app with check (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (for_account_id is null or for_account_id = any ((select app.stood_in_for())::uuid[])));
-- Staff alone write care tasks, and the portal's own reminders.
create policy staff_adds on care_task_entries as restrictive for insert to carecoord_app
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_changes on care_task_entries as restrictive for update to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']))
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_removes on care_task_entries as restrictive for delete to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy worker on care_task_entries to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
-- What somebody wrote is amended by them or by the patient's coordinator.
create policy amends_ones_own on care_task_entries as restrictive for update to carecoord_app
    using (account_id = (select app.actor_id()) or (select app.actor_bases() && array['caseload']))
    with check (account_id = (select app.actor_id()) or (select app.actor_bases() && array['caseload']));
grant insert, select, update (words, version, amendment_kind, amendment_reason, amended_by, amended_as, amended_for, amended_at)
    on care_task_entries to carecoord_app;
