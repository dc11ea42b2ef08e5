alter table card_visits enable row level security;
alter table card_visits force row level security;
create policy owner on card_visits to carecoord_owner using (true) with check (true);
