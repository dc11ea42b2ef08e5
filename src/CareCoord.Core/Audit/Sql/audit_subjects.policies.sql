alter table audit_subjects enable row level security;
alter table audit_subjects force row level security;
create policy owner on audit_subjects to carecoord_owner using (true) with check (true);
