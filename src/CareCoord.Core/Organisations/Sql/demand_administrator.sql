-- Administrators change the clinic's hours and units. They are read also where nobody is asking, so this is a trigger and no policy.
create or replace function app.demand_administrator() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_user = 'carecoord_app' and app.actor_hat() is distinct from 'administrator' then
        raise exception 'only an administrator changes this' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
