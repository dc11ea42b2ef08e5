-- Who stands in for somebody now: the deputy of their absence, or else the one they chose for good.
create or replace function app.deputy_of(p_account uuid, p_hat text) returns uuid
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select coalesce((select a.deputy_account_id from absences a
                         where a.account_id = p_account and a.hat = p_hat
                           and a.since <= (select app.actor_moment()) and a.ends_at > (select app.actor_moment())),
                        (select d.deputy_account_id from deputies d where d.account_id = p_account and d.hat = p_hat)));
end $$;
grant execute on function app.deputy_of(uuid, text) to carecoord_app;
