-- A list says whom it shows, statement by statement; its batch ends with one entry about all of them. The zero makes
-- "offset (select app.show(…))" of it, which is reckoned even where the list is empty.
create or replace function app.show(p_patients uuid[]) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    return (select length(set_config('app.shown', coalesce(current_setting('app.shown', true), '') || array_to_string(p_patients, ',')
                                     || ',', true)) * 0);
end $$;
grant execute on function app.show(uuid[]) to carecoord_app;
