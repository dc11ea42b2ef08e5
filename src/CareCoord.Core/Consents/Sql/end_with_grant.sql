-- A caregiver who joins a care team has their place until their grant ends.
create or replace function app.end_with_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    new.until := least(new.until, (select g.ends_at from proxy_grants g where g.patient_id = new.patient_id
        and g.caregiver_account_id = new.account_id and tstzrange(g.starts_at, g.ends_at) @> new.since));
    return new;
end $$;
