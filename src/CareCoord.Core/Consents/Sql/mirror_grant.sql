-- A caregiver's place on the care team mirrors the grant: it ends with it, and goes on with it.
create or replace function app.mirror_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update care_team_members m set until = case when new.ends_at is not null then greatest(new.ends_at, m.since) end
    where m.patient_id = new.patient_id and m.account_id = new.caregiver_account_id and m.role = 'caregiver'
      and (m.until is not distinct from old.ends_at or (new.ends_at is not null and (m.until is null or m.until > new.ends_at)));
    return null;
end $$;
