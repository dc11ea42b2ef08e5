-- Who comes to somebody's caseload or care team, or leaves it, has their stand-ins laid or ended.
-- It waits for an absence that is just being planned, so that neither misses the other.
create or replace function app.follow_relation() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    patient  uuid := coalesce(new.patient_id, old.patient_id);
    relation uuid := coalesce(new.id, old.id);
    holder   uuid;
begin
    case tg_argv[0]
        when 'caseload' then holder := coalesce(new.coordinator_account_id, old.coordinator_account_id);
        when 'care_team' then holder := coalesce(new.account_id, old.account_id);
    end case;
    perform pg_advisory_xact_lock_shared(hashtextextended('stand-ins of ' || holder, 0));
    if tg_op <> 'INSERT' then
        delete from stand_ins s
        where s.patient_id = patient and s.relation_id = relation and s.source = 'escalation'
          and (tg_op = 'DELETE' or s.for_account_id <> holder or s.since >= new.until);
        update stand_ins s set until = least(s.until, new.until)
        where s.patient_id = patient and s.relation_id = relation and s.source = 'escalation';
    end if;
    if tg_op <> 'INSERT' or exists (select from absences a where a.account_id = holder) then
        perform app.lay_stand_ins(holder, null, patient, relation);
    end if;
    return null;
end $$;
