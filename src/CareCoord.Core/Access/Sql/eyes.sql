-- Whose eyes look: the asker's own, or the caregiver's while the patient looks at what they see. Null where these have no account yet.
create or replace function app.eyes() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select case when (select app.actor_hat()) <> 'preview' then (select app.actor_id())
                    else (select v.of_account_id from grant_previews v where v.account_id = (select app.actor_id())
                            and v.ended_at is null) end);
end $$;
grant execute on function app.eyes() to carecoord_app;
