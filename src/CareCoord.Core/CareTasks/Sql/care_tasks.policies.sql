-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table care_tasks enable row level security;
alter table care_tasks force row level security;
create policy owner on care_tasks to carecoord_owner using (true) with check (true);
create policy view on care_tasks for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_tasks.patient_id and a.view_bits & labels = labels)));
create policy add on care_tasks for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_tasks.patient_id and a.manage_bits & labels = labels)));
create policy change on care_tasks for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_tasks.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_tasks.patient_id and a.manage_bits & labels = labels)));
create policy remove on care_tasks for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Plan}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = care_tasks.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
-- What stands in a unit's queue is seen by its members. They see the task and the name, so that they can take it, and nothing else of the
-- record.
create policy queue on care_tasks for select to carecoord_app using (
    (select app.actor_hat()) = 'provider' and asked_unit_id = any ((select app.my_units())::uuid[]));
-- Staff alone write care tasks, and the portal's own reminders.
create policy staff_adds on care_tasks as restrictive for insert to carecoord_app
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_changes on care_tasks as restrictive for update to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']))
    with check ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy staff_removes on care_tasks as restrictive for delete to carecoord_app
    using ((select app.is_worker()) or (select app.actor_bases() && array['caseload', 'care_team']));
create policy worker on care_tasks to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant insert, select, update (title, why, about, about_id, priority, due_at, due_in_business_days, state, state_note,
    coordinator_account_id, owner_account_id, owner_hat, asked_account_id, asked_hat, asked_unit_id,
    asked_role, asked_by, asked_at, closed_at, entry_count, version, amendment_kind, amendment_reason, amended_by, amended_as,
    amended_for, amended_at, state_reason) on care_tasks to carecoord_app;
