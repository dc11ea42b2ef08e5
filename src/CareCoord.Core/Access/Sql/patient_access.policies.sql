alter table patient_access enable row level security;
alter table patient_access force row level security;
create policy owner on patient_access to carecoord_owner using (true) with check (true);
create policy asker on patient_access for select to carecoord_app using (
    account_id = (select app.actor_id())
    and basis = any ((select app.actor_bases())::text[])
    and valid_from <= (select app.actor_moment())
    and (valid_until is null or valid_until > (select app.actor_moment())));
grant select on patient_access to carecoord_app;
