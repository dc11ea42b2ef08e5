-- The first moment when a clock in this zone shows this time or a later one of that day's reading (as WallClock.FirstShowing). An hour that
-- is shown twice counts the first time. One that is left out begins when the clock jumps over it.
create or replace function app.first_showing(p_shown timestamp, p_zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    moment  timestamptz := p_shown at time zone p_zone;
    earlier timestamptz;
    valid   timestamp := date_trunc('minute', p_shown);
begin
    if moment at time zone p_zone = p_shown then
        -- By the clock as it went the day before, which is still right in the first of the two hours.
        earlier := moment - (((moment - interval '1 day') at time zone p_zone - (moment - interval '1 day') at time zone 'UTC')
                             - (moment at time zone p_zone - moment at time zone 'UTC'));
        return case when earlier at time zone p_zone = p_shown then least(earlier, moment) else moment end;
    end if;
    while valid at time zone p_zone at time zone p_zone <> valid loop
        valid := valid + interval '1 minute';
    end loop;
    return valid at time zone p_zone;
end $$;
