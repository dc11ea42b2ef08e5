-- Whether somebody may be called so: by any of their given names, by all of them, or by the name that they go by.
create or replace function app.is_given_name(p_said text, p_given text, p_preferred text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    said  text[] := app.name_words(p_said);
    given text[] := app.name_words(p_given);
begin
    return cardinality(said) > 0
        and (said <@ (given || app.name_words(p_preferred))
             or (cardinality(given) > 0 and given <@ said)
             or array_to_string(said, '') in (array_to_string(given, ''), app.name_key(p_preferred)));
end $$;
