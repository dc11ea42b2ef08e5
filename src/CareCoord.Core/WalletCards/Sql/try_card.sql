-- Counts a try before it is judged, so that many at once are no more than one after another: so many, and the card rests. Gives what the
-- PIN is judged by, or nothing but until when it rests.
create or replace function app.try_card(p_token bytea) returns table (pin_hash bytea, rests_until timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    judged bytea;
begin
    update wallet_cards c
    set tries = case when c.rests_until <= moment then 1 else c.tries + 1 end, wrong = c.wrong + 1,
        rests_until = case when c.rests_until is null and c.tries + 1 >= {{WalletCard.MostTries}}
                           then moment + interval '{{WalletCard.RestMinutes}} minutes' end
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > moment
      and (c.rests_until is null or c.rests_until <= moment) and c.wrong < {{WalletCard.MostWrong}}
    returning c.pin_hash into judged;
    return query select judged, case when c.rests_until > moment then c.rests_until end from app.card_of(p_token) c;
end $$;
grant execute on function app.try_card(bytea) to carecoord_app;
