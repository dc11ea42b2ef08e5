-- The account that is asking. In PL/pgSQL, as all that is called in many places of a statement: a connection keeps its plan.
create or replace function app.actor_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).account_id;
end $$;
grant execute on function app.actor_id() to carecoord_app;
