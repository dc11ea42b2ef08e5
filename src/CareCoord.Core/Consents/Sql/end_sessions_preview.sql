-- A sign-in that ends, or whose hat changes, ends its preview.
create or replace function app.end_sessions_preview() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update grant_previews v set ended_at = greatest(coalesce(app.actor_moment(), statement_timestamp()), v.since)
    where v.session_id = new.id and v.ended_at is null;
    return null;
end $$;
