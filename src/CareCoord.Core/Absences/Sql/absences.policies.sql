alter table absences enable row level security;
alter table absences force row level security;
create policy owner on absences to carecoord_owner using (true) with check (true);
-- All staff may know who is away.
create policy staff on absences for select to carecoord_app using (
    (select app.actor_id()) is not null and (select app.actor_hat()) in ('coordinator', 'provider', 'administrator', 'system'));
-- One's own are one's own to plan; an administrator plans for others, with any deputy but themselves.
create policy plan on absences for insert to carecoord_app with check (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    or (select app.actor_hat()) = 'administrator' and deputy_account_id <> (select app.actor_id()));
create policy change on absences for update to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    or (select app.actor_hat()) = 'administrator' and deputy_account_id <> (select app.actor_id()))
    with check (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    or (select app.actor_hat()) = 'administrator' and deputy_account_id <> (select app.actor_id()));
create policy remove on absences for delete to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    or (select app.actor_hat()) = 'administrator' and deputy_account_id <> (select app.actor_id()));
grant insert, select, update (until, ended_at, ended_by) on absences to carecoord_app;
