-- What a task asks for, as it is kept when it is changed.
create or replace function app.care_task_content(t care_tasks) returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
    return jsonb_strip_nulls(jsonb_build_object('title', t.title, 'why', t.why, 'about', t.about, 'about_id', t.about_id,
                                                'priority', t.priority,
        'due_at', t.due_at, 'due_in_business_days', t.due_in_business_days));
end $$;
