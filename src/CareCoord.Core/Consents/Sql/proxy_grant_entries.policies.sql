alter table proxy_grant_entries enable row level security;
alter table proxy_grant_entries force row level security;
create policy owner on proxy_grant_entries to carecoord_owner using (true) with check (true);
create policy in_ones_own_name on proxy_grant_entries for insert to carecoord_app with check (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('self', 'caseload')
                                  and a.manage_bits & {{Category.AccessHistory}} <> 0)));
-- The patient, and their coordinator on the patient's word.
create policy theirs on proxy_grant_entries for select to carecoord_app using (
    patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('self', 'caseload')
                              and a.manage_bits & {{Category.AccessHistory}} <> 0)));
grant insert, select on proxy_grant_entries to carecoord_app;
