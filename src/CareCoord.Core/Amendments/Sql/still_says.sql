-- Whether a content still says all that the former one said. Texts may go on, lists may grow at their end, and what was not said may be
-- filled in.
create or replace function app.still_says(p_former jsonb, p_latter jsonb) returns boolean
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select case
            when p_former is null or jsonb_typeof(p_former) = 'null' then true
            when p_latter is null or jsonb_typeof(p_former) <> jsonb_typeof(p_latter) then false
            when jsonb_typeof(p_former) = 'object' then
                (select coalesce(bool_and(app.still_says(f.value, p_latter -> f.key)), true) from jsonb_each(p_former) f)
            when jsonb_typeof(p_former) = 'array' then
                (select coalesce(bool_and(app.still_says(f.value, p_latter -> (f.at - 1)::integer)), true)
                 from jsonb_array_elements(p_former) with ordinality f (value, at))
            when jsonb_typeof(p_former) = 'string' then starts_with(p_latter #>> '{}', p_former #>> '{}')
            else p_former = p_latter end);
end $$;
