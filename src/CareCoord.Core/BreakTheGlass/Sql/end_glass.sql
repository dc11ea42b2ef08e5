-- The person is done before the four hours are over. Null where they have no glass broken for this patient.
create or replace function app.end_glass(p_patient uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    glass uuid;
begin
    if not app.wears(array['coordinator', 'provider']) then
        return null;
    end if;
    update broken_glass g set ended_at = actor.moment
    where g.patient_id = p_patient and g.account_id = actor.account_id and g.ended_at is null and g.since <= actor.moment
      and g.until > actor.moment
    returning g.id into glass;
    if glass is not null then
        perform app.audit('glass.ended', array[p_patient], 'broken-glass', glass);
    end if;
    return glass;
end $$;
grant execute on function app.end_glass(uuid) to carecoord_app;
