-- A name as it is compared in one piece: its words without what stands between them.
create or replace function app.name_key(p_name text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return (select array_to_string(app.name_words(p_name), ''));
end $$;
