-- Whether the portal itself is at work (reminders, outbox).
create or replace function app.is_worker() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (select coalesce((app.actor()).hat = 'system' and (app.actor()).account_id = '00000000-0000-7000-8000-000000000001', false));
end $$;
grant execute on function app.is_worker() to carecoord_app;
