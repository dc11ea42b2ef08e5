-- The bases that belong to a hat: a nurse who cares for her mother sees her patients or her mother, never both at once.
create or replace function app.hat_bases(hat text) returns text[]
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select case hat
            when 'patient' then array['self']
            when 'caregiver' then array['proxy_grant']
            when 'coordinator' then array['caseload', 'broken_glass']
            when 'provider' then array['care_team', 'broken_glass']
            when 'preview' then array['preview']
            else '{}'::text[]
        end);
end $$;
