-- PostgreSQL plans a function in SQL anew for every place of every statement that calls it, where it cannot be made part of the statement: each look at
-- who is asking cost more than the reading behind it. In PL/pgSQL a connection keeps the plan. What the functions answer stays as it was.

create or replace function app.actor_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).account_id;
end $$;

create or replace function app.actor_hat() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).hat;
end $$;

create or replace function app.actor_moment() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (app.actor()).moment;
end $$;

create or replace function app.actor_bases() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return app.hat_bases((app.actor()).hat);
end $$;

-- All others that are one query keep their text.
do $$
declare
    f     record;
    query text;
begin
    for f in
        select p.oid, p.prosrc, p.proretset from pg_proc p
        where p.pronamespace = 'app'::regnamespace and p.prolang = (select l.oid from pg_language l where l.lanname = 'sql')
          and p.proconfig is not null and p.prorettype <> 'void'::regtype
    loop
        query := btrim(f.prosrc, E' \n\t;');
        execute replace(replace(pg_get_functiondef(f.oid), 'LANGUAGE sql', 'LANGUAGE plpgsql'), f.prosrc,
            E'\n#variable_conflict use_column\nbegin\n    return ' || case when f.proretset then 'query ' || query else '(' || query || ')' end || E';\nend ');
    end loop;
end $$;
