-- The providers who are on a care team now. Read as part of the statement that asks, so that it looks up the one patient asked for.
create or replace function app.team_providers() returns table (patient_id uuid, account_id uuid) language sql stable as $$
    select distinct m.patient_id, m.account_id from public.care_team_members m
    where m.provider_id is not null and m.since <= app.actor_moment() and (m.until is null or m.until > app.actor_moment())
$$;
