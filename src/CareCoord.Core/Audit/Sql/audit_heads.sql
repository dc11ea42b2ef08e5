-- The heads of the lanes, for the portal that exports them. Whoever verifies reads the rows, and believes no function.
create or replace function app.audit_heads() returns table (lane smallint, seq bigint, hash text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform app.require_worker();
    return query select l.lane, l.seq, encode(l.head, 'hex') from audit_lanes l where l.seq > 0 order by l.lane;
end $$;
grant execute on function app.audit_heads() to carecoord_app;
