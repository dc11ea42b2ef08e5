-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table files enable row level security;
alter table files force row level security;
create policy owner on files to carecoord_owner using (true) with check (true);
create policy view on files for select to carecoord_app using (
    (part = {{Category.Plan}} and patient_id in (select unnest(app.may_see({{Category.Plan}})))
    or part = {{Category.LegalDocuments}} and patient_id in (select unnest(app.may_see({{Category.LegalDocuments}}))))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = files.patient_id and a.view_bits & labels = labels)));
create policy add on files for insert to carecoord_app with check (
    (part = {{Category.Plan}} and patient_id in (select unnest(app.may_change({{Category.Plan}})))
    or part = {{Category.LegalDocuments}} and patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = files.patient_id and a.manage_bits & labels = labels)));
create policy change on files for update to carecoord_app using (
    (part = {{Category.Plan}} and patient_id in (select unnest(app.may_change({{Category.Plan}})))
    or part = {{Category.LegalDocuments}} and patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = files.patient_id and a.manage_bits & labels = labels)))
    with check (
    (part = {{Category.Plan}} and patient_id in (select unnest(app.may_change({{Category.Plan}})))
    or part = {{Category.LegalDocuments}} and patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = files.patient_id and a.manage_bits & labels = labels)));
create policy remove on files for delete to carecoord_app using (
    (part = {{Category.Plan}} and patient_id in (select unnest(app.may_change({{Category.Plan}})))
    or part = {{Category.LegalDocuments}} and patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))))
    and (labels = 0 or exists (select from patient_access a where a.patient_id = files.patient_id and a.manage_bits & labels = labels)));
-- What follows is this table's own.
create policy in_ones_own_name on files as restrictive for insert to carecoord_app with check (uploaded_by = (select app.actor_id()));
-- Staff alone attach files to care tasks.
create policy staff_adds on files as restrictive for insert to carecoord_app
    with check (part <> {{Category.Plan}} or (select app.actor_bases() && array['caseload', 'care_team']));
-- What the scanner says of a file is the portal's alone to write.
create policy scanner_changes on files as restrictive
    for update to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
create policy worker on files to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant insert, select, update (scan, scanned_at, scan_tries) on files to carecoord_app;
