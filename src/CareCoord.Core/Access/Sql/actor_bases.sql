-- The bases of access that belong to the hat which the asker wears.
create or replace function app.actor_bases() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return app.hat_bases((app.actor()).hat);
end $$;
grant execute on function app.actor_bases() to carecoord_app;
