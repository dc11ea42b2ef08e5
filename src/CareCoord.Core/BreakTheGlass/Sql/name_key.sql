-- A name as it is compared: without regard to case, spaces, and how a keyboard writes accents, apostrophes and hyphens.
create or replace function app.name_key(p_name text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (select lower(btrim(regexp_replace(translate(normalize(p_name, nfkc), '’‘ʼ‐–', '''''''--'), '\s+', ' ', 'g'))));
end $$;
