-- Who is asking, by app.ctx: account|hat|acting for|moment|expiry|session|way|address|node|version|HMAC-SHA256 (hex) over all
-- before it, times in microseconds since 1970. What follows the expiry is read by app.audit alone.
-- Null where nobody is; a forged or expired context raises.
create or replace function app.actor() returns app.actor
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    ctx       text := current_setting('app.ctx', true);
    parts     text[];
    signed    record;
    moment    timestamptz;
    expiry    timestamptz;
begin
    if ctx is null or ctx = '' then
        return null;
    end if;
    parts := string_to_array(ctx, '|');
    select k.key, k.clock_tolerance into signed from app.signing_key k where k.id = 1;
    if cardinality(parts) <> 11
       or public.hmac(convert_to(left(ctx, -1 - length(parts[11])), 'UTF8'), signed.key, 'sha256')
          is distinct from decode(parts[11], 'hex') then
        raise exception 'the actor context is forged' using errcode = 'insufficient_privilege';
    end if;
    moment := timestamptz 'epoch' + parts[4]::bigint * interval '1 microsecond';
    expiry := timestamptz 'epoch' + parts[5]::bigint * interval '1 microsecond';
    if statement_timestamp() < moment - signed.clock_tolerance or statement_timestamp() > expiry + signed.clock_tolerance then
        raise exception 'the actor context has expired' using errcode = 'insufficient_privilege';
    end if;
    return row(parts[1]::uuid, parts[2], nullif(parts[3], '')::uuid, moment)::app.actor;
end $$;
