-- Keeps that the person of a sign-in is there. One that has ended, or at which nobody was for too long, stays ended.
create or replace function app.see_session(p_session uuid, p_moment timestamptz, p_seen_since timestamptz) returns void
language plpgsql strict security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update sign_in_sessions s set seen_at = p_moment
    where s.id = p_session and s.ended_at is null and s.seen_at < p_moment and s.seen_at > p_seen_since;
end $$;
grant execute on function app.see_session(uuid, timestamp with time zone, timestamp with time zone) to carecoord_app;
