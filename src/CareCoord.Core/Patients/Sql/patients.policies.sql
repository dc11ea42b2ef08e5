-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table patients enable row level security;
alter table patients force row level security;
create policy owner on patients to carecoord_owner using (true) with check (true);
create policy view on patients for select to carecoord_app using (
    id in (select unnest(app.may_see({{Category.Everything}}))));
create policy add on patients for insert to carecoord_app with check (
    id in (select unnest(app.may_change({{Category.Everything}}))));
create policy change on patients for update to carecoord_app using (
    id in (select unnest(app.may_change({{Category.Everything}}))))
    with check (
    id in (select unnest(app.may_change({{Category.Everything}}))));
create policy remove on patients for delete to carecoord_app using (
    id in (select unnest(app.may_change({{Category.Everything}}))));
-- What follows is this table's own.
grant select on patients to carecoord_app;
