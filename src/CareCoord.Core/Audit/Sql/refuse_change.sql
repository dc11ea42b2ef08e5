-- Refuses what would change or remove the audit, also to the owner.
create or replace function app.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
end $$;
