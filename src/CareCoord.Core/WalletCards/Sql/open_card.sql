-- The PIN was right: begins a visit, which ends with the card. It stands in the access history, and the patient is told.
create or replace function app.open_card(p_token bytea, p_session bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
begin
    update wallet_cards c set tries = 0, wrong = greatest(c.wrong - 1, 0), rests_until = null, openings = c.openings + 1,
        last_opened_at = moment
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > moment
    returning * into card;
    if card.id is null then
        return false;
    end if;
    delete from card_visits v where v.patient_id = card.patient_id and v.card_id = card.id and v.until <= moment;
    insert into card_visits values (p_session, card.patient_id, card.id, moment,
                                    least(moment + interval '{{WalletCard.VisitMinutes}} minutes', card.ends_at));
    perform app.audit('wallet-card.opened', array[card.patient_id], 'wallet_card', card.id);
    perform app.add_notification(p.account_id, 'patient', 'card_opened', p.id, card.id) from patients p
        where p.id = card.patient_id and p.account_id is not null;
    return true;
end $$;
grant execute on function app.open_card(bytea, bytea) to carecoord_app;
