-- Reminds those on the care team who have not confirmed and were not asked or reminded for so long; how many.
create or replace function app.remind_readers(p_patient uuid, p_document uuid, p_quiet interval) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    reader   uuid;
    reminded integer := 0;
begin
    if not app.coordinates(p_patient) then
        raise exception 'only their coordinator reminds' using errcode = 'insufficient_privilege';
    end if;
    for reader in
        update document_readings r set reminded_at = app.actor_moment()
        from legal_documents d
        where r.patient_id = p_patient and r.document_id = p_document and d.patient_id = r.patient_id and d.id = r.document_id
          and d.state = 'accepted'
          and r.confirmed_at is null and coalesce(r.reminded_at, r.asked_at) <= app.actor_moment() - p_quiet
          and exists (select from app.team_providers() m where m.patient_id = r.patient_id and m.account_id = r.account_id)
        returning r.account_id
    loop
        perform app.add_notification(reader, 'provider', 'document_read_reminder', p_patient, p_document);
        reminded := reminded + 1;
    end loop;
    return reminded;
end $$;
grant execute on function app.remind_readers(uuid, uuid, interval) to carecoord_app;
