-- The part of the record that a notification is about: whoever may not see that part is not shown it.
create or replace function app.notification_part(p_kind text) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select case when p_kind like 'task%' or p_kind like 'team%' or p_kind = 'patient_handed_over' then {{Category.Plan}}
                    when p_kind like 'document%' or p_kind like 'incapacity%' then {{Category.LegalDocuments}}
                    when p_kind = 'glass_broken' then {{Category.AccessHistory}} else {{Category.Everything}} end);
end $$;
grant execute on function app.notification_part(text) to carecoord_app;
