-- The topic under which people choose what they are told of a kind.
create or replace function app.notification_topic(p_kind text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select case
            when p_kind in ('task_reminder', 'task_late', 'task_late_deputy', 'deputy_missing', 'document_read_reminder', 'document_unread',
                            'document_needs_reviewer') then 'reminders'
            when p_kind in ('patient_handed_over', 'team_joined', 'team_left', 'deputy_chosen') then 'people'
            when p_kind = 'glass_broken' or p_kind like 'grant%' or p_kind like 'invitation%' or p_kind like 'card%' then 'access'
            else 'tasks'
        end);
end $$;
