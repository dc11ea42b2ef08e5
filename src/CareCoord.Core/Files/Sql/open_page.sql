-- Opens one page of a file: the gate and the audit in one statement, as app.open_record. A page and its picture are asked for one after the
-- other, and are one opening. The picture (p_picture) is noted only where the same person did not open the same page lately.
create or replace function app.open_page(p_patient uuid, p_view integer, p_action text, p_kind text, p_subject uuid, p_page integer,
                                         p_picture boolean)
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
    if not p_picture or not exists (
        select from audit_subjects s join audit_entries e on e.id = s.audit_id
        where s.patient_id = p_patient and s.audit_id >= app.uuid_from(actor.moment - interval '{{StoredFile.OpeningMinutes}} minutes')
          and e.at <= actor.moment
          and e.account_id = actor.account_id and e.hat = actor.hat and e.action = p_action
          and e.subject_id = p_subject and e.details = jsonb_build_object('page', p_page)) then
        perform app.audit(p_action, array[p_patient], p_kind, p_subject, jsonb_build_object('page', p_page));
    end if;
    return query select seen, manage;
end $$;
grant execute on function app.open_page(uuid, integer, text, text, uuid, integer, boolean) to carecoord_app;
