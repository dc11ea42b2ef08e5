-- The moment of asking, by which everything is judged, so that tests can move time.
create or replace function app.actor_moment() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).moment;
end $$;
grant execute on function app.actor_moment() to carecoord_app;
