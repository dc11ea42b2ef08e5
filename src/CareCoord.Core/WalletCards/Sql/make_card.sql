-- Keeps a new card; false where as many hold as may.
create or replace function app.make_card(p_patient uuid, p_id uuid, p_token bytea, p_pin bytea, p_ends timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not app.may_have_cards(p_patient) then
        raise exception 'only the patient or their proxy makes a card' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('cards of ' || p_patient, 20));
    if (select count(*) from wallet_cards c where c.patient_id = p_patient and c.revoked_at is null and c.closed_at is null
          and c.ends_at > actor.moment) >= {{WalletCard.Most}} then
        return false;
    end if;
    insert into wallet_cards (patient_id, id, token_hash, pin_hash, made_by, made_as, made_at, ends_at)
    values (p_patient, p_id, p_token, p_pin, actor.account_id, actor.hat, actor.moment, p_ends);
    perform app.add_notification(p.account_id, 'patient', 'card_made', p.id, p_id) from patients p
        where p.id = p_patient and p.account_id is not null;
    return true;
end $$;
grant execute on function app.make_card(uuid, uuid, bytea, bytea, timestamp with time zone) to carecoord_app;
