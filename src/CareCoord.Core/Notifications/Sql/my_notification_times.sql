-- When the asker's mails come.
create or replace function app.my_notification_times() returns table (time_zone text, quiet_from time, quiet_until time, daily_at time)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select * from app.notification_times(app.actor_id());
end $$;
grant execute on function app.my_notification_times() to carecoord_app;
