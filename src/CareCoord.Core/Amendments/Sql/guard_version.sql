-- A former version never changes and never goes, whoever asks; what becomes protected later is protected in it, too.
create or replace function app.guard_version() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and (to_jsonb(new) - 'labels') = (to_jsonb(old) - 'labels') and new.labels & old.labels = old.labels then
        return new;
    end if;
    raise exception 'former versions stay as they are' using errcode = 'check_violation';
end $$;
