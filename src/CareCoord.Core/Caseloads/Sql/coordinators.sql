-- The coordinators to whom patients can be handed over: how many patients each has, and whether they are away.
create or replace function app.coordinators() returns table (account_id uuid, name text, patients integer)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.id, a.display_name,
           (select count(*) from caseload_assignments c
            where c.coordinator_account_id = a.id and c.since <= (select app.actor_moment())
              and (c.until is null or c.until > (select app.actor_moment())))::integer
    from account_hats h join accounts a on a.id = h.account_id
    where h.hat = 'coordinator' and (select app.wears(array['coordinator']))
    order by a.display_name, a.id;
end $$;
grant execute on function app.coordinators() to carecoord_app;
