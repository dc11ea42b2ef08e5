-- A try was right: nothing counts any more. Where a second step is still to come it is half right, and only itself does not count.
create or replace function app.tried_right(p_account uuid, p_half boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_account(p_account);
    perform app.await_audit();
    update accounts a
    set access_failed_count = case when p_half then greatest(a.access_failed_count - 1, 0) else 0 end,
        lockout_end = case when p_half then a.lockout_end end
    where a.id = p_account;
end $$;
grant execute on function app.tried_right(uuid, boolean) to carecoord_app;
