-- The key before all entries of the audit from a day on, by the clock of a time zone. Keys are in the order of time.
create or replace function app.first_audit_id(p_day date, p_zone text) returns uuid
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return encode(substring(int8send(greatest(0, floor(extract(epoch from p_day::timestamp at time zone p_zone) * 1000)::bigint)) from 3)
                  || decode('00000000000000000000', 'hex'), 'hex')::uuid;
end $$;
