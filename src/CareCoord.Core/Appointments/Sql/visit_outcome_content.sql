-- What was recorded of a visit, as it is kept when it is amended.
create or replace function app.visit_outcome_content(a appointments) returns jsonb
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
    return jsonb_strip_nulls(jsonb_build_object('state', a.state, 'cancel_reason', a.cancel_reason));
end $$;
