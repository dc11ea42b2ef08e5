-- It ends when the last open task about it is closed.
create or replace function app.end_transition() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update transitions t set ended_at = coalesce(app.actor_moment(), statement_timestamp())
    where t.patient_id = new.patient_id and t.id = old.about_id and t.ended_at is null
      and not exists (select from care_tasks c where c.patient_id = t.patient_id and c.about = 'transition' and c.about_id = t.id
                        and c.closed_at is null);
    return null;
end $$;
