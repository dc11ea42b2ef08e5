alter table proxy_invitations enable row level security;
alter table proxy_invitations force row level security;
create policy owner on proxy_invitations to carecoord_owner using (true) with check (true);
-- The patient, and their coordinator on the patient's word.
create policy theirs on proxy_invitations for select to carecoord_app using (
    patient_id = any (array(select a.patient_id from patient_access a where a.basis in ('self', 'caseload')
                              and a.manage_bits & {{Category.AccessHistory}} <> 0)));
grant select (patient_id, id, email, name, relationship, view_bits, manage_bits, grant_ends_at, invited_by,
    invited_as, said, said_on, said_how, created_at, sent_at, expires_at, undelivered_at, used_at,
    withdrawn_at, stopped_at) on proxy_invitations to carecoord_app;
