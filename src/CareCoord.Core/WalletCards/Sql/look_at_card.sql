-- Until when a card rests, if it does; no row where there is no card.
create or replace function app.look_at_card(p_token bytea) returns table (rests_until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select case when c.rests_until > app.card_moment() then c.rests_until end from app.card_of(p_token) c;
end $$;
grant execute on function app.look_at_card(bytea) to carecoord_app;
