-- Which of these files are known here, for the portal's sweeping. A harmful one is not: its bytes go.
create or replace function app.files_known(p_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_worker();
    return array(select f.id from files f where f.id = any (p_ids) and f.scan <> 'infected');
end $$;
grant execute on function app.files_known(uuid[]) to carecoord_app;
