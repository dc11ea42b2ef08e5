alter table notification_choices enable row level security;
alter table notification_choices force row level security;
create policy owner on notification_choices to carecoord_owner using (true) with check (true);
create policy own on notification_choices to carecoord_app
    using (account_id = (select app.actor_id())) with check (account_id = (select app.actor_id()));
grant insert, select, update on notification_choices to carecoord_app;
