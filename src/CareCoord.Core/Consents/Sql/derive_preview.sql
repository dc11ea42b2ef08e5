-- Reading only, until the quarter of an hour is over or the patient is done.
create or replace function app.derive_preview() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.patient_id and basis = 'preview' and basis_id = new.id;
    if new.ended_at is null then
        insert into patient_access values (new.account_id, new.patient_id, 'preview', new.id, new.view_bits, 0, new.since, new.until);
    end if;
    return null;
end $$;
