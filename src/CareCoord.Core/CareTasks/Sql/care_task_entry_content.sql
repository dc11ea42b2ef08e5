-- What somebody wrote in the history of a task, as it is kept when it is amended.
create or replace function app.care_task_entry_content(a care_task_entries) returns jsonb
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
    return jsonb_strip_nulls(jsonb_build_object('words', a.words));
end $$;
