-- An entry of the record is amended by a new version of it. The database itself keeps what stood before in the table of former versions,
-- with who amended it and why. The trigger names that table and the function that says what the entry's content is. What is not an
-- amendment by the rules is refused; a load by the owner is not asked.
create or replace function app.keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    former jsonb;
    latter jsonb;
    stood  text := old.amendment_kind;
begin
    if tg_op = 'INSERT' then
        raise exception 'an entry begins with its first version' using errcode = 'check_violation';
    end if;
    execute format('select app.%1$I($1), app.%1$I($2)', tg_argv[1]) using old, new into former, latter;
    if new.version = old.version then
        if former is distinct from latter or (new.amendment_kind, new.amendment_reason, new.amended_by, new.amended_as, new.amended_for,
                                              new.amended_at)
            is distinct from (old.amendment_kind, old.amendment_reason, old.amended_by, old.amended_as, old.amended_for,
                              old.amended_at) then
            raise exception 'what stands in the record is amended, not overwritten' using errcode = 'check_violation';
        end if;
        return null;
    end if;
    if new.version <> old.version + 1 or new.amendment_kind is null then
        raise exception 'versions follow each other without gaps' using errcode = 'check_violation';
    end if;
    if new.amended_by <> app.actor_id() or new.amended_as <> app.actor_hat()
        or (new.amended_for is not null and new.amended_for <> all (app.stood_in_for()))
        or new.amended_at not between app.actor_moment() - interval '1 minute' and app.actor_moment() + interval '1 minute' then
        raise exception 'one amends in one''s own name' using errcode = 'insufficient_privilege';
    end if;
    if (coalesce(stood, '') = 'entered_in_error') <> (new.amendment_kind = 'error_taken_back') then
        raise exception 'an error is taken back where one was entered, and nothing else' using errcode = 'check_violation';
    elsif new.amendment_kind in ('entered_in_error', 'error_taken_back') and former is distinct from latter then
        raise exception 'what was entered in error stays readable as it was' using errcode = 'check_violation';
    elsif new.amendment_kind in ('correction', 'addition') and former = latter then
        raise exception 'nothing is amended' using errcode = 'check_violation';
    elsif new.amendment_kind = 'addition' and not app.still_says(former, latter) then
        raise exception 'an addition leaves what stands' using errcode = 'check_violation';
    end if;
    -- What was protected once, or is now, is protected in the former version too.
    execute format('insert into %I values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', tg_argv[0])
    using new.patient_id, new.id, old.version, former, new.amendment_kind, new.amendment_reason, new.amended_by, new.amended_as,
        new.amended_for, new.amended_at,
        old.labels | new.labels;
    return null;
end $$;
