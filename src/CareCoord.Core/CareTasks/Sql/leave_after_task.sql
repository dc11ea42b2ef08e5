-- At the end of a transaction that takes a task from somebody's hands, whoever joined for a task and has none left, leaves.
create or replace function app.leave_after_task() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    now_is timestamptz := coalesce(app.actor_moment(), statement_timestamp());
begin
    -- Two tasks that end at once must see each other: the second waits here.
    perform from care_team_members m
    where m.patient_id = old.patient_id and m.account_id in (old.owner_account_id, old.asked_account_id) and m.for_task_id is not null
    order by m.id for update;
    update care_team_members m set until = greatest(now_is, m.since + interval '1 microsecond')
    where m.patient_id = old.patient_id and m.account_id in (old.owner_account_id, old.asked_account_id) and m.for_task_id is not null
      and (m.until is null or m.until > now_is)
      and not exists (select from care_tasks t where t.patient_id = m.patient_id and t.closed_at is null
                                                 and m.account_id in (t.owner_account_id, t.asked_account_id));
    return null;
end $$;
