-- A task changes hands or state by an act only. At the end of the transaction its history must hold the act that the task counts as its
-- last. That act says what the task says. So no statement changes an owner or an outcome past the history. A load by the owner is not
-- asked.
create or replace function app.demand_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from care_task_entries a
                   where a.patient_id = new.patient_id and a.task_id = new.id and a.number = new.entry_count
                     and new.entry_count > old.entry_count
                     and a.state = new.state and a.owner_account_id = new.owner_account_id
                     and a.asked_account_id is not distinct from new.asked_account_id
                     and a.asked_unit_id is not distinct from new.asked_unit_id) then
        raise exception 'a task changes by an act of its history' using errcode = 'check_violation';
    end if;
    -- How it came out is said by the act that closed it: its words, or that they were entered in error.
    if old.closed_at is not null and (new.state_note, new.state_reason) is distinct from (old.state_note, old.state_reason)
       and not exists (select from care_task_entries a
                       where a.patient_id = new.patient_id and a.task_id = new.id and a.action = new.state and a.reason is null
                         and case when a.amendment_kind = 'entered_in_error' then new.state_reason = 'entered_in_error'
                             else new.state_reason is null and a.words = new.state_note end) then
        raise exception 'a closed task stays as it was closed' using errcode = 'check_violation';
    end if;
    return null;
end $$;
