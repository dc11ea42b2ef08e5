-- A key that orders by time (UUIDv7).
create or replace function app.uuid7(at timestamptz) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
            placing substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid);
end $$;
grant execute on function app.uuid7(timestamp with time zone) to carecoord_app;
