-- A deputy wears the hat that they stand in under.
create or replace function app.demand_same_hat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if (select count(*) from account_hats h where h.hat = new.hat and h.account_id in (new.account_id, new.deputy_account_id)) <> 2 then
        raise exception 'a deputy wears the same hat' using errcode = 'check_violation';
    end if;
    return new;
end $$;
