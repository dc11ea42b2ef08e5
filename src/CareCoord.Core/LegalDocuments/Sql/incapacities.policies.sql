-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table incapacities enable row level security;
alter table incapacities force row level security;
create policy owner on incapacities to carecoord_owner using (true) with check (true);
create policy view on incapacities for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.LegalDocuments}}))));
create policy add on incapacities for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))));
create policy change on incapacities for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))));
create policy remove on incapacities for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.LegalDocuments}}))));
-- What follows is this table's own.
create policy by_a_provider_of_the_team on incapacities as restrictive for insert to carecoord_app
    with check (recorded_by = (select app.actor_id())
                and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'care_team'
                                              and a.manage_bits & {{Category.LegalDocuments}} <> 0)));
create policy lifted_by_a_provider_of_the_team on incapacities as restrictive for update to carecoord_app
    using (patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'care_team'
                                     and a.manage_bits & {{Category.LegalDocuments}} <> 0)))
    with check (lifted_by = (select app.actor_id()));
grant insert, select, update (lifted_at, lifted_by, lift_words) on incapacities to carecoord_app;
