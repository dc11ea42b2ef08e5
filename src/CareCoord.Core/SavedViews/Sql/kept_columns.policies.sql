alter table kept_columns enable row level security;
alter table kept_columns force row level security;
create policy owner on kept_columns to carecoord_owner using (true) with check (true);
create policy ones_own on kept_columns to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant insert, select, update (columns, kept_at) on kept_columns to carecoord_app;
