-- When somebody's mails come, by their own choice or by the default of their hats.
create or replace function app.notification_times(p_account uuid)
    returns table (time_zone text, quiet_from time, quiet_until time, daily_at time)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.time_zone, case when c.account_id is null and not h.is_staff then time '{{NotificationTimes.QuietFromHour}}:00'
        else c.quiet_from end,
           case when c.account_id is null and not h.is_staff then time '{{NotificationTimes.QuietUntilHour}}:00' else c.quiet_until end,
           coalesce(c.daily_at, case when h.is_staff then time '{{NotificationTimes.StaffHour}}:00'
                    else time '{{NotificationTimes.PatientHour}}:00' end)
    from accounts a
    cross join (select exists (select from account_hats h where h.account_id = p_account
                                                            and h.hat in ('coordinator', 'provider', 'administrator')) as is_staff) h
    left join notification_times c on c.account_id = a.id
    where a.id = p_account;
end $$;
