alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy owner on saved_views to carecoord_owner using (true) with check (true);
create policy ones_own on saved_views to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant delete, insert, select, update (name, query) on saved_views to carecoord_app;
