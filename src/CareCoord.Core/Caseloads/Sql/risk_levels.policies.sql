alter table risk_levels enable row level security;
alter table risk_levels force row level security;
create policy owner on risk_levels to carecoord_owner using (true) with check (true);
create policy by_their_coordinator on risk_levels for insert to carecoord_app with check (
    set_by = (select app.actor_id())
    and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload'
                                  and a.manage_bits & {{Category.Plan}} <> 0)));
create policy staff on risk_levels for select to carecoord_app using (
    patient_id in (select a.patient_id from patient_access a where a.basis in ('caseload', 'care_team')
                     and a.view_bits & {{Category.Plan}} <> 0));
grant insert, select on risk_levels to carecoord_app;
