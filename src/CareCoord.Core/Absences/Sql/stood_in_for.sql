-- For whom the asker stands in at this moment, under the hat they wear.
create or replace function app.stood_in_for() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select array(select a.account_id from absences a
                     where a.deputy_account_id = (select app.actor_id()) and a.hat = (select app.actor_hat())
                       and a.since <= (select app.actor_moment()) and a.ends_at > (select app.actor_moment())));
end $$;
grant execute on function app.stood_in_for() to carecoord_app;
