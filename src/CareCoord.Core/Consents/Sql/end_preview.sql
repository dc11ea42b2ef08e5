-- Back to the patient's own record.
create or replace function app.end_preview(p_session uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    perform app.audit('preview.ended', array(select v.patient_id from grant_previews v
        where v.session_id = p_session and v.account_id = actor.account_id and v.ended_at is null));
    update sign_in_sessions s set hat = 'patient'
        where s.id = p_session and s.account_id = actor.account_id and s.hat = 'preview' and s.ended_at is null;
end $$;
grant execute on function app.end_preview(uuid) to carecoord_app;
