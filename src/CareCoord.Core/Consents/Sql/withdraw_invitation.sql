-- Takes an invitation back that waits, with its mail; false where none does.
create or replace function app.withdraw_invitation(p_patient uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update proxy_invitations i set withdrawn_at = app.actor_moment()
    where i.patient_id = p_patient and i.id = p_id and i.used_at is null and i.withdrawn_at is null and i.stopped_at is null
      and app.may_grant(p_patient);
    if found then
        perform app.mail_invitation(p_id, null);
        return true;
    end if;
    return false;
end $$;
grant execute on function app.withdraw_invitation(uuid, uuid) to carecoord_app;
