alter table notification_times enable row level security;
alter table notification_times force row level security;
create policy owner on notification_times to carecoord_owner using (true) with check (true);
create policy own on notification_times to carecoord_app
    using (account_id = (select app.actor_id())) with check (account_id = (select app.actor_id()));
grant insert, select, update on notification_times to carecoord_app;
