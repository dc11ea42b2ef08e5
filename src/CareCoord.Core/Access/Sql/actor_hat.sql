-- The hat that the asker wears.
create or replace function app.actor_hat() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).hat;
end $$;
grant execute on function app.actor_hat() to carecoord_app;
