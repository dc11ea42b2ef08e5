-- The preview that a sign-in wears at this moment; asked before it is known who is asking.
create or replace function app.preview_of(p_session uuid, p_moment timestamptz)
returns table (of_account_id uuid, of_name text, time_zone text, language text, until timestamptz)
language plpgsql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.of_account_id, v.of_name, c.time_zone, c.language, v.until
    from grant_previews v left join accounts c on c.id = v.of_account_id
    where v.session_id = p_session and v.ended_at is null and v.until > p_moment;
end $$;
grant execute on function app.preview_of(uuid, timestamp with time zone) to carecoord_app;
