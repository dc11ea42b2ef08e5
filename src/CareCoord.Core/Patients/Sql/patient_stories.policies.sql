-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table patient_stories enable row level security;
alter table patient_stories force row level security;
create policy owner on patient_stories to carecoord_owner using (true) with check (true);
create policy view on patient_stories for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.Story}}))));
create policy add on patient_stories for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.Story}}))));
create policy change on patient_stories for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Story}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.Story}}))));
create policy remove on patient_stories for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.Story}}))));
-- What follows is this table's own.
grant select on patient_stories to carecoord_app;
