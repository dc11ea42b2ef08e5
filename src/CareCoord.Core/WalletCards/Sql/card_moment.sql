-- The moment of a visit by a card; nobody else visits.
create or replace function app.card_moment() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if actor.hat is distinct from 'card' or actor.account_id is distinct from '00000000-0000-7000-8000-000000000002' then
        raise exception 'this is for visits by a card' using errcode = 'insufficient_privilege';
    end if;
    return actor.moment;
end $$;
