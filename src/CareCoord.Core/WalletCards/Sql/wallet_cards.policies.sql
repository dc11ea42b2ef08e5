alter table wallet_cards enable row level security;
alter table wallet_cards force row level security;
create policy owner on wallet_cards to carecoord_owner using (true) with check (true);
