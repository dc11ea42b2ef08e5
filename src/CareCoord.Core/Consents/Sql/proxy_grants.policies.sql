-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table proxy_grants enable row level security;
alter table proxy_grants force row level security;
create policy owner on proxy_grants to carecoord_owner using (true) with check (true);
create policy view on proxy_grants for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.AccessHistory}}))));
create policy add on proxy_grants for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy change on proxy_grants for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy remove on proxy_grants for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
-- What follows is this table's own.
-- The patient, and their coordinator on the patient's word.
create policy by_them on proxy_grants as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('self', 'caseload')
                                     and a.manage_bits & {{Category.AccessHistory}} <> 0)))
    with check (patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('self', 'caseload')
                                          and a.manage_bits & {{Category.AccessHistory}} <> 0)));
grant select, update (view_bits, manage_bits, ends_at, suspended_at, suspended_by) on proxy_grants to carecoord_app;
