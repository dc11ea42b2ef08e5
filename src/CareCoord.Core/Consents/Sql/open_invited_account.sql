-- Opens the account of whoever holds the link of an invitation, for its address, with the caregiver's hat, which by itself shows nobody.
-- Says "opened", "taken" where the address has an account already, or "no" where the link opens no invitation.
create or replace function app.open_invited_account(p_token_hash bytea, p_account uuid, p_name text, p_time_zone text, p_language text,
                                                    p_password_hash text, p_stamp text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment  timestamptz := app.require_worker();
    invited record;
begin
    perform app.await_audit();
    select i.email, i.email_key into invited from app.open_invitation(p_token_hash) i;
    if not found then
        return 'no';
    end if;
    insert into accounts (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                          phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, display_name, time_zone,
                          language, has_long_password, created_at)
    values (p_account, invited.email, invited.email_key, invited.email, invited.email_key, true, p_password_hash, p_stamp,
            false, false, true, 0, p_name, p_time_zone, p_language, true, moment)
    on conflict do nothing;
    if not found then
        return 'taken';
    end if;
    insert into account_hats values (p_account, 'caregiver');
    perform app.audit('account.opened', '{}', 'account', p_account);
    return 'opened';
end $$;
grant execute on function app.open_invited_account(bytea, uuid, text, text, text, text, text) to carecoord_app;
