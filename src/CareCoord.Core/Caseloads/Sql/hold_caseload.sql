-- Locks those of the patients whom the asker has on their own caseload, so that they are handed over once. Hand-overs of one coordinator
-- take turns: only they hand over their patients, and whoever comes second sees what the first has done.
create or replace function app.hold_caseload(p_patients uuid[]) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if actor.hat is distinct from 'coordinator' then
        return '{}';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('caseload of ' || actor.account_id, 14));
    perform from caseload_assignments c
    where c.patient_id = any (p_patients) and c.coordinator_account_id = actor.account_id and c.since <= actor.moment
      and (c.until is null or c.until > actor.moment)
    order by c.patient_id for update;
    return array(
        select c.patient_id from caseload_assignments c
        where c.patient_id = any (p_patients) and c.coordinator_account_id = actor.account_id and c.since <= actor.moment
          and (c.until is null or c.until > actor.moment)
          and not exists (select from caseload_assignments n where n.patient_id = c.patient_id and n.since > c.since));
end $$;
grant execute on function app.hold_caseload(uuid[]) to carecoord_app;
