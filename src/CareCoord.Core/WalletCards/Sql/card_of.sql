-- The card of a token while it holds. Unknown, ended, revoked and closed ones are none.
create or replace function app.card_of(p_token bytea) returns setof wallet_cards
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
    select c.* from wallet_cards c
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > (select app.card_moment());
end $$;
