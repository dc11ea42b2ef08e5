-- A patient with an account sees all of their own record.
create or replace function app.derive_self() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.id and basis = 'self';
    if new.account_id is not null then
        insert into patient_access values (new.account_id, new.id, 'self', new.id, {{Category.Everything}}, {{Category.Everything}},
                                           new.created_at, null);
    end if;
    return null;
end $$;
