-- Asks every provider of the care team who was not asked yet to read a document in effect, and tells them.
create or replace function app.ask_readers(p_patient uuid, p_document uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    reader uuid;
    asked  integer := 0;
begin
    if not app.coordinates(p_patient) then
        raise exception 'only their coordinator asks for a document to be read' using errcode = 'insufficient_privilege';
    end if;
    for reader in
        insert into document_readings
        select d.patient_id, app.uuid7(app.actor_moment()), d.id, m.account_id, app.actor_moment(), null, null, d.labels
        from legal_documents d join app.team_providers() m on m.patient_id = d.patient_id
        where d.patient_id = p_patient and d.id = p_document and d.state = 'accepted'
        on conflict (patient_id, document_id, account_id) do nothing
        returning account_id
    loop
        perform app.add_notification(reader, 'provider', 'document_accepted', p_patient, p_document);
        asked := asked + 1;
    end loop;
    return asked;
end $$;
grant execute on function app.ask_readers(uuid, uuid) to carecoord_app;
