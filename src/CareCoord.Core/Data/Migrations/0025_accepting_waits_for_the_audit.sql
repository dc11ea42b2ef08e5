-- Every write that passes the gate takes its lane of the audit first and its rows then. Accepting an invitation took the row first: where the two met in one
-- lane, each waited for the other until the database ended one of them with a fault.
create function app.await_audit() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform from audit_lanes l where l.lane = (hashint8(txid_current()) & 15) for update;
end $$;

do $$
begin
    execute replace(pg_get_functiondef('app.accept_invitation(bytea, date)'::regprocedure), E'\nbegin\n', E'\nbegin\n    perform app.await_audit();\n');
end $$;
