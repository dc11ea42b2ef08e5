-- When somebody's access ends or changes, their open pages hear it and ask what is still theirs. The word says only whose pages, and one
-- that is lost does no harm: every page asks again by itself, and every act asks afresh. What the owner loads tells nobody.
create or replace function app.access_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if coalesce(current_setting('app.ctx', true), '') <> '' then
        perform app.notify_account(old.account_id);
    end if;
    return null;
end $$;
