-- Tells the administrators that nobody stands behind a coordinator whose task is late. They learn the coordinator's name and nothing of the
-- task, for they see no record. Whoever has that before them unread is not told again.
create or replace function app.add_missing_deputy_notification(p_coordinator uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_worker();
    perform app.add_notification(h.account_id, 'administrator', 'deputy_missing', null, p_coordinator)
    from account_hats h
    where h.hat = 'administrator'
      and not exists (select from notifications n where n.account_id = h.account_id and n.hat = 'administrator' and n.read_at is null
                                                    and n.kind = 'deputy_missing' and n.subject_id = p_coordinator);
end $$;
grant execute on function app.add_missing_deputy_notification(uuid) to carecoord_app;
