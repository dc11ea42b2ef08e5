-- An absence and the patients who come to that person meanwhile must not miss each other: whoever is second waits, and sees the first.
create or replace function app.follow_absence() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('stand-ins of ' || coalesce(new.account_id, old.account_id), 0));
    perform app.lay_stand_ins(coalesce(new.account_id, old.account_id), coalesce(new.id, old.id), null, null);
    return null;
end $$;
