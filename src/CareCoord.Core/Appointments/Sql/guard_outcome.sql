-- What became of a visit is recorded once it has begun, by staff and in their own name; from then on it is amended.
create or replace function app.guard_outcome() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if not app.wears(array['coordinator', 'provider']) then
        raise exception 'what became of a visit is recorded by staff' using errcode = 'insufficient_privilege';
    end if;
    if old.state = 'booked' and new.state <> 'booked' and (
        new.starts_at > app.actor_moment() or new.outcome_by is distinct from app.actor_id()
        or new.outcome_as is distinct from app.actor_hat()
        or new.outcome_at not between app.actor_moment() - interval '1 minute' and app.actor_moment() + interval '1 minute') then
        raise exception 'one records what has begun, in one''s own name' using errcode = 'insufficient_privilege';
    end if;
    if old.state <> 'booked' and (new.state = 'booked' or (new.outcome_by, new.outcome_as, new.outcome_at)
                                  is distinct from (old.outcome_by, old.outcome_as, old.outcome_at)) then
        raise exception 'what was recorded stays' using errcode = 'check_violation';
    end if;
    return new;
end $$;
