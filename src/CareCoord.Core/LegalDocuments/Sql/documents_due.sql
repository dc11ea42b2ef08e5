-- What the portal itself has to do with documents at this moment. Some are over their last day where the patient lives. Others have readers
-- to be asked or reminded, or wait for a review which nobody may do.
create or replace function app.documents_due(p_quiet interval) returns table (patient_id uuid, id uuid, due text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    return query
    select d.patient_id, d.id, 'expired' from legal_documents d join patients p on p.id = d.patient_id
    where d.state = 'accepted' and d.expires_on < (moment at time zone p.time_zone)::date
    union all
    select distinct d.patient_id, d.id, 'unasked' from legal_documents d join app.team_providers() m on m.patient_id = d.patient_id
    where d.state = 'accepted' and not exists (select from document_readings r where r.patient_id = d.patient_id and r.document_id = d.id
                                                 and r.account_id = m.account_id)
    union all
    select distinct d.patient_id, d.id, 'unread' from document_readings r
    join legal_documents d on d.patient_id = r.patient_id and d.id = r.document_id
    join app.team_providers() m on m.patient_id = r.patient_id and m.account_id = r.account_id
    where d.state = 'accepted' and r.confirmed_at is null and coalesce(r.reminded_at, r.asked_at) <= moment - p_quiet
      and r.asked_at > moment - interval '{{LegalDocument.RemindedDays}} days'
    union all
    select d.patient_id, d.id, 'unreviewable' from legal_documents d
    join caseload_assignments c on c.patient_id = d.patient_id and c.since <= moment and (c.until is null or c.until > moment)
        and c.coordinator_account_id = d.uploaded_by
    where d.state = 'submitted' and not exists (select from stand_ins s where s.patient_id = d.patient_id and s.basis = 'caseload'
                                                  and s.account_id <> d.uploaded_by
                                                                        and s.since <= moment and s.until > moment);
end $$;
grant execute on function app.documents_due(interval) to carecoord_app;
