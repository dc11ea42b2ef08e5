-- How many bytes of files a patient has, and how many the asker has added within a day, to whomever's record. For whoever may change
-- something of the record. Until their transaction ends nobody else is told, so that many at once are no more than one after another.
create or replace function app.file_room(p_patient uuid) returns table (of_patient bigint, of_person bigint)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not exists (select from app.my_access(p_patient) a where a.manage_bits <> 0) then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 20));
    perform pg_advisory_xact_lock(hashtextextended(p_patient::text, 20));
    return query
    select (select coalesce(sum(f.size), 0)::bigint from files f where f.patient_id = p_patient),
           (select coalesce(sum(f.size), 0)::bigint from files f
            where f.uploaded_by = actor.account_id and f.uploaded_at > actor.moment - interval '1 day');
end $$;
grant execute on function app.file_room(uuid) to carecoord_app;
