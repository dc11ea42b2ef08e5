-- What the asker chose for each topic.
create or replace function app.my_notification_choices() returns table (topic text, in_portal boolean, by_email text, is_fixed boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select * from app.notification_choices(app.actor_id());
end $$;
grant execute on function app.my_notification_choices() to carecoord_app;
