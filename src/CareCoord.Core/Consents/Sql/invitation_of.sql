-- What whoever follows the link of a mail may know: who invites, by the name that the mail says, and to which address it went.
create or replace function app.invitation_of(p_token_hash bytea)
    returns table (invited_by text, name text, email text, has_account boolean, for_asker boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.audit('invitation.opened', array[i.patient_id], 'proxy_invitation', i.id) from app.open_invitation(p_token_hash) i;
    if not found then
        perform app.audit('invitation.refused', '{}');
    end if;
    return query select coalesce(p.preferred_name, p.given_name), i.name, i.email,
                        exists (select from accounts a where a.normalized_email = i.email_key),
                        exists (select from accounts a where a.normalized_email = i.email_key and a.id = app.actor_id())
                 from app.open_invitation(p_token_hash) i join patients p on p.id = i.patient_id;
end $$;
grant execute on function app.invitation_of(bytea) to carecoord_app;
