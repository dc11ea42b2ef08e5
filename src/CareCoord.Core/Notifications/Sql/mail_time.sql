-- The first moment at which a mail about something told now may go. That is at once or when the mail of the day comes, and after the quiet
-- hours.
create or replace function app.mail_time(p_pace text, p_moment timestamptz, p_zone text, p_quiet_from time, p_quiet_until time,
                                         p_daily_at time)
returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    day date := (p_moment at time zone p_zone)::date;
    due timestamptz := p_moment;
begin
    if p_pace = 'daily' then
        due := app.first_showing(day + p_daily_at, p_zone);
        if due <= p_moment then
            due := app.first_showing(day + 1 + p_daily_at, p_zone);
        end if;
    end if;
    if p_quiet_from is null then
        return due;
    end if;
    -- The quiet hours that began the day before, and those that begin on the day.
    for day in select (due at time zone p_zone)::date + n from generate_series(-1, 0) n loop
        if due >= app.first_showing(day + p_quiet_from, p_zone) then
            due := greatest(due, app.first_showing(day + case when p_quiet_until > p_quiet_from then 0 else 1 end + p_quiet_until, p_zone));
        end if;
    end loop;
    return due;
end $$;
