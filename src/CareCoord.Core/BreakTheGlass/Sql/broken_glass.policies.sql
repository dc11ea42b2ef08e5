alter table broken_glass enable row level security;
alter table broken_glass force row level security;
create policy owner on broken_glass to carecoord_owner using (true) with check (true);
