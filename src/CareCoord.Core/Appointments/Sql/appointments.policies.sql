-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table appointments enable row level security;
alter table appointments force row level security;
create policy owner on appointments to carecoord_owner using (true) with check (true);
create policy view on appointments for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointments.patient_id and a.view_bits & labels = labels)));
create policy add on appointments for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointments.patient_id and a.manage_bits & labels = labels)));
create policy change on appointments for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointments.patient_id and a.manage_bits & labels = labels)))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointments.patient_id and a.manage_bits & labels = labels)));
create policy remove on appointments for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Appointments}})))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = appointments.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
grant select on appointments to carecoord_app;
grant update (state, cancelled_at, cancel_reason, outcome_by, outcome_as, outcome_at, version, amendment_kind, amendment_reason, amended_by,
              amended_as, amended_for, amended_at) on appointments to carecoord_app;
