-- The asker, for what only somebody who is signed in may do with their own account. Raises for nobody, the portal, and who only looks.
create or replace function app.require_self() returns app.actor
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    asker app.actor := app.actor();
begin
    if coalesce(asker.hat, 'system') in ('system', 'card', 'preview') then
        raise exception 'this is for the account''s own person' using errcode = 'insufficient_privilege';
    end if;
    return asker;
end $$;
