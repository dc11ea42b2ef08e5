-- Reading only, all but the access history, until the four hours are over or the person is done.
create or replace function app.derive_glass_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.patient_id and basis = 'broken_glass' and basis_id = new.id;
    insert into patient_access
    values (new.account_id, new.patient_id, 'broken_glass', new.id, {{Category.AllButAccessHistory}}, 0, new.since,
            coalesce(new.ended_at, new.until));
    return null;
end $$;
