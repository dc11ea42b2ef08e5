-- Since when a sign-in that nobody has ended lasts, and when somebody was last there: why it counts no more.
create or replace function app.open_session(p_session uuid) returns table (started_at timestamptz, seen_at timestamptz)
language plpgsql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query select s.started_at, s.seen_at from sign_in_sessions s where s.id = p_session and s.ended_at is null;
end $$;
grant execute on function app.open_session(uuid) to carecoord_app;
