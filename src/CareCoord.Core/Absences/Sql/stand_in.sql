-- The worker lets a coordinator's deputy see one patient until a moment, because something there is late. Null, and no access, where that
-- coordinator no longer has the patient or the deputy is none. A second call with the same source changes nothing.
create or replace function app.stand_in(p_patient uuid, p_deputy uuid, p_for uuid, p_until timestamptz, p_source_id uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    now_is   timestamptz := app.actor_moment();
    relation caseload_assignments;
    laid     uuid;
begin
    if not app.is_worker() then
        raise exception 'only the portal itself does this' using errcode = 'insufficient_privilege';
    end if;
    select * into relation from caseload_assignments c
    where c.patient_id = p_patient and c.coordinator_account_id = p_for and c.since <= now_is and (c.until is null or c.until > now_is)
    for share;
    if not found or p_until <= now_is or p_deputy = p_for
       or not exists (select from account_hats h where h.account_id = p_deputy and h.hat = 'coordinator') then
        return null;
    end if;
    insert into stand_ins values (p_patient, app.uuid7(now_is), p_deputy, p_for, 'caseload', relation.id, 'escalation', p_source_id,
                                  now_is, least(p_until, relation.until))
    on conflict (patient_id, relation_id, source_id, account_id) do nothing
    returning id into laid;
    if laid is not null then
        perform app.audit('stand-in.given', array[p_patient], 'stand_in', laid);
        return laid;
    end if;
    return (select s.id from stand_ins s where s.patient_id = p_patient and s.relation_id = relation.id and s.source_id = p_source_id
                                           and s.account_id = p_deputy);
end $$;
grant execute on function app.stand_in(uuid, uuid, uuid, timestamp with time zone, uuid) to carecoord_app;
