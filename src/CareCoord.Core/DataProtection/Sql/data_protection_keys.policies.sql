-- Nobody who is signed in sees a key, whatever they ask: only the portal itself does.
alter table data_protection_keys enable row level security;
alter table data_protection_keys force row level security;
create policy owner on data_protection_keys to carecoord_owner using (true) with check (true);
create policy worker on data_protection_keys to carecoord_app using ((select app.is_worker())) with check ((select app.is_worker()));
grant insert, select on data_protection_keys to carecoord_app;
