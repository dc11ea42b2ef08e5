-- The people whom the asker found lately, all or one of them. Who asks for somebody they did not find gets no answer, and is noted.
create or replace function app.people_found(p_patient uuid default null)
returns table (patient_id uuid, name text, birth_date date, number bigint, pronouns text, has_access boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    hits uuid[];
begin
    if app.wears(array['coordinator', 'provider']) then
        hits := array(select f from app.found_lately() f where p_patient is null or f = p_patient);
    end if;
    if p_patient is not null and coalesce(hits, '{}') = '{}' then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', 'find-person.read'));
    end if;
    perform app.show(coalesce(hits, '{}'));
    return query select p.id, p.given_name || ' ' || p.family_name, p.birth_date, p.record_number, p.pronouns,
                        exists (select from app.my_access(p.id))
                 from patients p where p.id = any (hits) order by p.family_name, p.given_name, p.id;
end $$;
grant execute on function app.people_found(uuid) to carecoord_app;
