-- The units whose queue the asker works, at this moment: a provider for any patient, a coordinator for those whose record they see anyhow.
create or replace function app.my_units() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select coalesce(array_agg(m.unit_id), '{}') from unit_members m
        where m.account_id = (select app.actor_id())
          and ((select app.actor_hat()) = 'coordinator'
               or (select app.actor_hat()) = 'provider' and exists (select from providers d where d.account_id = m.account_id))
          and m.since <= (select app.actor_moment()) and (m.until is null or m.until > (select app.actor_moment())));
end $$;
grant execute on function app.my_units() to carecoord_app;
