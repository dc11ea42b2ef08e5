-- A task has one outcome, whose words are amended only in its history (app.demand_entry). The word of a change goes to the open pages of
-- all whom it concerns; a load by the owner tells nobody.
create or replace function app.care_task_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    concerned uuid;
begin
    if tg_op = 'UPDATE' and old.closed_at is not null
       and (new.state, new.closed_at, new.owner_account_id) is distinct from (old.state, old.closed_at, old.owner_account_id) then
        raise exception 'a closed task stays as it was closed' using errcode = 'check_violation';
    end if;
    if coalesce(current_setting('app.ctx', true), '') <> '' then
        for concerned in
            select distinct c from unnest(array[new.owner_account_id, new.asked_account_id, new.asked_unit_id, new.coordinator_account_id]
                || case when tg_op = 'UPDATE' then array[old.owner_account_id, old.asked_account_id, old.asked_unit_id,
                                                         old.coordinator_account_id] end) c
            where c is not null
        loop
            perform pg_notify('carecoord_changes', concerned::text);
        end loop;
    end if;
    return null;
end $$;
