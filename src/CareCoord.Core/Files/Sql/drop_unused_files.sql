-- Drops the rows of files that nothing refers to: whatever table refers to files does so by (patient_id, file_id). Which files may go now.
create or replace function app.drop_unused_files(p_before timestamptz) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    unused text;
    gone   uuid[];
begin
    perform app.require_worker();
    select coalesce(string_agg(format('not exists (select from %s o where o.patient_id = f.patient_id and o.file_id = f.id)',
                                      c.conrelid::regclass), ' and '), 'false')
    into unused from pg_constraint c where c.contype = 'f' and c.confrelid = 'files'::regclass;
    execute format('with dropped as (delete from files f where f.uploaded_at < $1 and %s returning f.id)
             select coalesce(array_agg(d.id), ''{}'') from dropped d', unused)
    into gone using p_before;
    return gone;
end $$;
grant execute on function app.drop_unused_files(timestamp with time zone) to carecoord_app;
