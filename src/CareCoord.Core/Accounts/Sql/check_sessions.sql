-- Who is signed in by these sign-ins, whose ids only their cookies hold; asked by every page, before it is known who is asking.
create or replace function app.check_sessions(p_sessions uuid[], p_since timestamptz, p_seen_since timestamptz, p_moment timestamptz)
returns table (session_id uuid, account_id uuid, name text, hat text, hats text[], time_zone text, language text, security_stamp text,
               started_at timestamptz, seen_at timestamptz, signed_in_by text, of_account_id uuid, preview_until timestamptz)
language plpgsql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select s.id, a.id, coalesce(v.of_name, a.display_name),
           case when s.hat = 'preview' and v.until is null then 'patient' else s.hat end,
           array(select h.hat from account_hats h where h.account_id = a.id),
           coalesce(v.time_zone, a.time_zone), coalesce(v.language, a.language), a.security_stamp, s.started_at, s.seen_at,
           s.signed_in_by, v.of_account_id, v.until
    from sign_in_sessions s join accounts a on a.id = s.account_id
    left join lateral app.preview_of(case when s.hat = 'preview' then s.id end, p_moment) v on true
    where s.id = any (p_sessions) and s.ended_at is null and s.started_at > p_since and s.seen_at > p_seen_since;
end $$;
grant execute on function app.check_sessions(uuid[], timestamp with time zone, timestamp with time zone, timestamp with time zone)
    to carecoord_app;
