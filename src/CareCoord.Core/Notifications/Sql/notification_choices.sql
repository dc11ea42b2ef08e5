-- The one place of the defaults. Staff hear of their work at once. Patients and caregivers hear once a day, and not in the evening and
-- night, for no care task waits for them. Who opened a record in an emergency is told to everybody at once.
create or replace function app.notification_choices(p_account uuid)
    returns table (topic text, in_portal boolean, by_email text, is_fixed boolean)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select t.topic, t.is_fixed or coalesce(c.in_portal, true),
           coalesce(c.by_email, case when t.topic = 'access' or (h.is_staff and t.topic <> 'people') then 'at_once' else 'daily' end),
           t.is_fixed
    from (values (1, 'tasks', false), (2, 'reminders', true), (3, 'people', false), (4, 'access', true)) t (position, topic, is_fixed)
    cross join (select exists (select from account_hats h where h.account_id = p_account
                                                            and h.hat in ('coordinator', 'provider', 'administrator')) as is_staff) h
    left join notification_choices c on c.account_id = p_account and c.topic = t.topic
    order by t.position;
end $$;
