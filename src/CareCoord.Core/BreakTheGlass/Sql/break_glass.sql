-- Opens the record for some hours and tells the patient, their coordinator and every administrator. Null where the asker did not find
-- the person lately, or sees the record already.
create or replace function app.break_glass(p_patient uuid, p_kind text, p_reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    glass uuid := app.uuid7(actor.moment);
begin
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 13));
    if not app.wears(array['coordinator', 'provider']) or not exists (select from app.found_lately() f where f = p_patient)
       or exists (select from app.my_access(p_patient)) then
        return null;
    end if;
    insert into broken_glass (patient_id, id, account_id, hat, reason_kind, reason, since, until)
    values (p_patient, glass, actor.account_id, actor.hat, p_kind, p_reason, actor.moment,
            actor.moment + interval '{{BrokenGlass.Hours}} hours');

    perform app.add_notification(p.account_id, 'patient', 'glass_broken', p.id, glass) from patients p
        where p.id = p_patient and p.account_id is not null;
    perform app.add_notification(c.coordinator_account_id, 'coordinator', 'glass_broken', p_patient, glass)
    from caseload_assignments c where c.patient_id = p_patient and c.since <= actor.moment and (c.until is null or c.until > actor.moment);
    -- An administrator sees no patient: what they are told names the act only.
    perform app.add_notification(h.account_id, 'administrator', 'glass_broken', null, glass) from account_hats h
        where h.hat = 'administrator';
    perform app.audit('glass.broken', array[p_patient], 'broken-glass', glass, jsonb_build_object('reason', p_kind));
    return glass;
end $$;
grant execute on function app.break_glass(uuid, text, text) to carecoord_app;
