-- The card of a visit that goes on.
create or replace function app.visited_card(p_token bytea, p_session bytea) returns setof wallet_cards
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
    select c.* from app.card_of(p_token) c
    where exists (select from card_visits v where v.session_hash = p_session and v.card_id = c.id and v.until > (select app.card_moment()));
end $$;
