-- Takes the lane of the audit before any row, as every write that passes the gate does: else two could wait for each other.
create or replace function app.await_audit() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform from audit_lanes l where l.lane = (hashint8(txid_current()) & 15) for update;
end $$;
