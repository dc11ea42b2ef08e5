-- A task that is assigned while its patient is handed over goes to the coordinator who has the patient then.
create or replace function app.keep_coordinator() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    before uuid := new.coordinator_account_id;
    held   uuid;
begin
    perform from caseload_assignments c where c.patient_id = new.patient_id and (c.until is null or c.until > app.actor_moment()) for share;
    select c.coordinator_account_id into held from caseload_assignments c
    where c.patient_id = new.patient_id and (c.until is null or c.until > app.actor_moment()) order by c.since desc limit 1;
    if held <> before then
        new.coordinator_account_id := held;
        new.owner_account_id := case when new.owner_account_id = before and new.owner_hat = 'coordinator' then held
            else new.owner_account_id end;
        new.asked_account_id := case when new.asked_account_id = before and new.asked_hat = 'coordinator' then held
            else new.asked_account_id end;
    end if;
    return new;
end $$;
