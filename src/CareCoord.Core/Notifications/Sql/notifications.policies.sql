-- Derived from the feature's declaration, and written by `carecoord schema`:
alter table notifications enable row level security;
alter table notifications force row level security;
create policy owner on notifications to carecoord_owner using (true) with check (true);
create policy told on notifications for select to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and exists (select from notification_kinds k where k.kind = notifications.kind and case
        when notifications.patient_id is null then k.unnamed
        when k.subject = 'care_tasks' then exists (select from care_tasks s where s.patient_id = notifications.patient_id and s.id = notifications.subject_id)
        when k.subject = 'care_team_members' then exists (select from care_team_members s where s.patient_id = notifications.patient_id and s.id = notifications.subject_id)
        when k.subject = 'legal_documents' then exists (select from legal_documents s where s.patient_id = notifications.patient_id and s.id = notifications.subject_id)
        when k.subject is null then exists (select from patient_access a where a.account_id = (select app.actor_id())
                                             and a.patient_id = notifications.patient_id and a.view_bits & k.part <> 0)
        else false end));
-- What follows is this table's own.
create policy in_queue on notifications for select to carecoord_app using (
    patient_id is null and account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and exists (select from care_tasks t where t.asked_unit_id is not null and t.id = notifications.subject_id)
    and exists (select from notification_kinds k where k.kind = notifications.kind and k.subject = 'care_tasks'));
create policy mark on notifications for update to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant select, update (read_at) on notifications to carecoord_app;
