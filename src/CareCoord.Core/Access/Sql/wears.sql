-- Whether the asker wears one of these hats, and holds it still.
create or replace function app.wears(p_hats text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select exists (select from account_hats h
                       where h.account_id = (app.actor()).account_id and h.hat = (app.actor()).hat and h.hat = any (p_hats)));
end $$;
grant execute on function app.wears(text[]) to carecoord_app;
