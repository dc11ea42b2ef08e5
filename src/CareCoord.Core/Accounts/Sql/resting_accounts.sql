-- How many accounts rest after wrong passwords, for administrators.
create or replace function app.resting_accounts() returns integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select count(*) from accounts a
            where (select app.wears(array['administrator'])) and a.lockout_end > (select app.actor_moment()));
end $$;
grant execute on function app.resting_accounts() to carecoord_app;
