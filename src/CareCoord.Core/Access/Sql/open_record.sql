-- Opens a record: the gate and the audit in one statement. p_look: a page of it is opened, so that what changes from then on is new to
-- staff. No row where the asker may not see it, and that they asked is kept. p_kind and p_subject name the one thing that is read, where it
-- is one.
create or replace function app.open_record(p_patient uuid, p_view integer, p_action text, p_look boolean, p_kind text default null,
                                           p_subject uuid default null)
returns table (view_bits integer, manage_bits integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    seen   integer;
    manage integer;
begin
    select bit_or(a.view_bits), bit_or(a.manage_bits) into seen, manage from app.my_access(p_patient) a;
    if seen is null or seen & p_view <> p_view then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', p_action));
        return;
    end if;
    perform app.audit(p_action, array[p_patient], p_kind, p_subject);
    if actor.hat in ('coordinator', 'provider') and p_look then
        insert into last_looks as l values (actor.account_id, p_patient, actor.moment)
        on conflict (account_id, patient_id) do update set looked_at = greatest(l.looked_at, excluded.looked_at);
    end if;
    return query select seen, manage;
end $$;
grant execute on function app.open_record(uuid, integer, text, boolean, text, uuid) to carecoord_app;
