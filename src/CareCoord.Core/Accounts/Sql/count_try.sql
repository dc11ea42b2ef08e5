-- Counts a try before it is checked, so that many at once are no more than one after another. False where the account rests, and for
-- nobody's. The portal's own row is written then, so that each costs the same.
create or replace function app.count_try(p_account uuid) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    moment  timestamptz := app.actor_moment();
    counted uuid;
begin
    select a.id into counted from accounts a
    where a.id = p_account and (a.lockout_end is null or a.lockout_end <= moment) for update;
    update accounts a
    set access_failed_count = case when counted is null or a.access_failed_count + 1 >= {{SignInAttempts.Most}} then 0
                                   else a.access_failed_count + 1 end,
        lockout_end = case when counted is not null and a.access_failed_count + 1 >= {{SignInAttempts.Most}}
                           then moment + interval '{{SignInAttempts.RestMinutes}} minutes'
                           when counted is not null then a.lockout_end end
    where a.id = coalesce(counted, '00000000-0000-7000-8000-000000000001');
    return counted is not null;
end $$;
