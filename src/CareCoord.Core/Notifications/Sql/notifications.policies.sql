alter table notifications enable row level security;
alter table notifications force row level security;
create policy owner on notifications to carecoord_owner using (true) with check (true);
create policy mark on notifications for update to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
create policy told on notifications for select to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (patient_id is null
         or exists (select from patient_access a where a.account_id = (select app.actor_id()) and a.patient_id = notifications.patient_id
                                                   and a.view_bits & app.notification_part(kind) <> 0)
         or (kind = 'task_asked' and exists (select from care_tasks t where t.patient_id = notifications.patient_id and t.id = notifications.subject_id))));
grant select, update (read_at) on notifications to carecoord_app;
