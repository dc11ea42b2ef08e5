-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table stand_ins enable row level security;
alter table stand_ins force row level security;
create policy owner on stand_ins to carecoord_owner using (true) with check (true);
create policy view on stand_ins for select to carecoord_app using (
    patient_id in (select unnest(app.may_see({{Category.AccessHistory}}))));
create policy add on stand_ins for insert to carecoord_app with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy change on stand_ins for update to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))))
    with check (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
create policy remove on stand_ins for delete to carecoord_app using (
    patient_id in (select unnest(app.may_change({{Category.AccessHistory}}))));
-- What follows is this table's own.
create policy standing_in on stand_ins for select to carecoord_app using (
    account_id = (select app.actor_id()) and patient_id = any (array(select a.patient_id from patient_access a)));
grant select on stand_ins to carecoord_app;
