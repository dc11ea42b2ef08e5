-- The moment, for what the portal alone may do; raises for everybody else.
create or replace function app.require_worker() returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if not app.is_worker() then
        raise exception 'this is the portal''s own work' using errcode = 'insufficient_privilege';
    end if;
    return app.actor_moment();
end $$;
