-- Takes a code of the asker's second step; false where it was taken before, for each proves once.
create or replace function app.take_code(p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    perform app.await_audit();
    delete from account_used_codes c
    where c.account_id = asker.account_id and c.used_at < asker.moment - interval '{{SignInAttempts.CodesKeptMinutes}} minutes';
    insert into account_used_codes values (asker.account_id, p_code, asker.moment) on conflict do nothing;
    return found;
end $$;
grant execute on function app.take_code(text) to carecoord_app;
