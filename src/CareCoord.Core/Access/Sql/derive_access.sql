-- Each relationship keeps its row of patient_access, in the same transaction.
create or replace function app.derive_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        delete from patient_access where patient_id = old.patient_id and basis = tg_argv[0] and basis_id = old.id;
    end if;
    if tg_op = 'DELETE' then
        return null;
    end if;
    case tg_argv[0]
        when 'caseload' then
            insert into patient_access
            values (new.coordinator_account_id, new.patient_id, 'caseload', new.id, {{Category.Everything}}, {{Category.Everything}},
                    new.since, new.until);
        when 'care_team' then
            -- Providers only: a caregiver's access comes from the proxy grant, a coordinator's from the caseload.
            insert into patient_access
            select p.account_id, new.patient_id, 'care_team', new.id, {{Category.AllButAccessHistory}}, {{Category.AllButAccessHistory}},
                   new.since, new.until
            from providers p where p.id = new.provider_id;
        when 'proxy_grant' then
            insert into patient_access select * from app.derive_grant(new);
    end case;
    return null;
end $$;
