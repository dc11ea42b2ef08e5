-- A stand-in sees and changes what the one they stand in for does.
create or replace function app.derive_stand_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        delete from patient_access where patient_id = old.patient_id and basis = old.basis and basis_id = old.id;
    end if;
    if tg_op <> 'DELETE' then
        insert into patient_access
        select new.account_id, new.patient_id, new.basis, new.id, o.view_bits, o.manage_bits, new.since, new.until
        from patient_access o
        where o.account_id = new.for_account_id and o.patient_id = new.patient_id and o.basis = new.basis and o.basis_id = new.relation_id;
    end if;
    return null;
end $$;
