-- The words of a name as they are compared: without regard to case, accents, apostrophes, and how hyphens and spaces are written.
create or replace function app.name_words(p_name text) returns text[]
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
    -- Marks before NFKC, which makes a space of a lone accent; accents after it, so that letters of two signs are one.
    return (
        select coalesce(array_agg(w.word), '{}')
        from regexp_split_to_table(
            lower(unaccent('public.unaccent', normalize(
                translate(regexp_replace(p_name, '[''’‘‛ʼʻʹ′`´＇\u00AD\u200B-\u200D\u2060]', '', 'g'),
                          '-‐‑‒–—―−﹣－·', '           '), nfkc))), '\s+') as w(word)
        where w.word <> '');
end $$;
