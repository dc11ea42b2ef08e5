-- Ends a card at once, and every visit with it; false where it was ended before, null where there is none.
create or replace function app.revoke_card(p_patient uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not app.may_have_cards(p_patient) then
        raise exception 'only the patient or their proxy revokes a card' using errcode = 'insufficient_privilege';
    end if;
    update wallet_cards c set revoked_at = actor.moment, revoked_by = actor.account_id
        where c.patient_id = p_patient and c.id = p_id and c.revoked_at is null;
    return case when found then true when exists (select from wallet_cards c where c.patient_id = p_patient and c.id = p_id) then false end;
end $$;
grant execute on function app.revoke_card(uuid, uuid) to carecoord_app;
