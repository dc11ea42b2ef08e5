-- The moment, for what the portal and the account itself may do with an account; raises for everybody else.
create or replace function app.require_account(p_account uuid) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if not app.is_worker() and (app.require_self()).account_id is distinct from p_account then
        raise exception 'this is another account' using errcode = 'insufficient_privilege';
    end if;
    return app.actor_moment();
end $$;
