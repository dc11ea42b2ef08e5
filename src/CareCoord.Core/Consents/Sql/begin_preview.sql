-- Begins the preview of a grant, or of an invitation that is being written, in the patient's own sign-in. False where there is nothing to
-- see: the grant gives nothing at this moment; null for anyone but the patient. A preview begun before ends.
create or replace function app.begin_preview(p_patient uuid, p_session uuid, p_grant uuid, p_name text, p_relationship text, p_view integer,
    p_manage integer, p_ends_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    shown grant_previews;
begin
    if actor.hat is distinct from 'patient' or not exists (select from app.my_access(p_patient) a where a.basis = 'self')
       or not exists (select from sign_in_sessions s where s.id = p_session and s.account_id = actor.account_id and s.ended_at is null) then
        return null;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 18));
    shown := row(p_patient, app.uuid7(actor.moment), actor.account_id, p_session, null, p_name, p_relationship, p_view, p_manage, p_ends_at,
                 actor.moment,
                 actor.moment + interval '{{PreviewGrant.Minutes}} minutes', null);
    if p_grant is not null then
        select g.caregiver_account_id, left(c.display_name, 100), g.relationship, d.view_bits, d.manage_bits, d.valid_until
        into shown.of_account_id, shown.of_name, shown.relationship, shown.view_bits, shown.manage_bits, shown.grant_ends_at
        from proxy_grants g cross join lateral app.derive_grant(g) d join accounts c on c.id = g.caregiver_account_id
        where g.patient_id = p_patient and g.id = p_grant and d.valid_from <= actor.moment
          and (d.valid_until is null or d.valid_until > actor.moment);
        if not found then
            return false;
        end if;
    end if;
    update grant_previews v set ended_at = greatest(actor.moment, v.since) where v.account_id = actor.account_id and v.ended_at is null;
    insert into grant_previews select shown.*;
    update sign_in_sessions s set hat = 'preview' where s.id = p_session;
    perform app.audit('preview.begun', array[p_patient], 'proxy_grant', p_grant, jsonb_build_object('view', shown.view_bits));
    return true;
end $$;
grant execute on function app.begin_preview(uuid, uuid, uuid, text, text, integer, integer, timestamp with time zone) to carecoord_app;
