alter table last_looks enable row level security;
alter table last_looks force row level security;
create policy owner on last_looks to carecoord_owner using (true) with check (true);
create policy ones_own on last_looks for select to carecoord_app
    using (account_id = (select app.actor_id()) and patient_id in (select a.patient_id from patient_access a));
grant select on last_looks to carecoord_app;
