-- The invitation that a token opens at this moment.
create or replace function app.open_invitation(p_token_hash bytea) returns setof proxy_invitations
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
    select i.* from proxy_invitations i
    where i.token_hash = p_token_hash and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null
      and i.expires_at > app.actor_moment() and (i.grant_ends_at is null or i.grant_ends_at > app.actor_moment());
end $$;
