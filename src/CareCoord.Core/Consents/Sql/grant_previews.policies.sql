alter table grant_previews enable row level security;
alter table grant_previews force row level security;
create policy owner on grant_previews to carecoord_owner using (true) with check (true);
