-- The first key that app.uuid7 can make at a moment.
create or replace function app.uuid_from(at timestamptz) returns uuid
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (select encode(substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) || decode(repeat('00', 10), 'hex'),
                          'hex')::uuid);
end $$;
