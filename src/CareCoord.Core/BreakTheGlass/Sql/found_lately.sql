-- Whom the asker found by a search lately.
create or replace function app.found_lately() returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
    select distinct f from person_searches s, unnest(s.found) f
    where s.account_id = (select app.actor_id())
      and s.at > (select app.actor_moment()) - interval '{{PersonSearches.FoundForMinutes}} minutes';
end $$;
