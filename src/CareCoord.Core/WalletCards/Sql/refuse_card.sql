-- The PIN was wrong. Says "rests" where that were too many in a row, "closed" where too many in all, and "wrong" otherwise. The patient is
-- told of the first two.
create or replace function app.refuse_card(p_token bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
    result text := 'wrong';
begin
    select * into card from wallet_cards c where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null for update;
    if card.id is null then
        return result;
    end if;
    perform app.audit('wallet-card.pin-refused', array[card.patient_id], 'wallet_card', card.id);
    if card.wrong >= {{WalletCard.MostWrong}} then
        result := 'closed';
        update wallet_cards c set closed_at = moment where c.id = card.id;
    elsif card.rests_until > moment then
        result := 'rests';
        if card.told_of_rest is not distinct from card.rests_until then
            return result;
        end if;
        update wallet_cards c set told_of_rest = card.rests_until where c.id = card.id;
    else
        return result;
    end if;
    perform app.add_notification(p.account_id, 'patient', 'card_' || result, p.id, card.id) from patients p
        where p.id = card.patient_id and p.account_id is not null;
    return result;
end $$;
grant execute on function app.refuse_card(bytea) to carecoord_app;
