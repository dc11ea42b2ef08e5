-- A new account of the invited address may wear the caregiver's hat, which by itself shows nobody.
create or replace function app.open_invited_account(p_token_hash bytea, p_account uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into account_hats
    select a.id, 'caregiver' from app.open_invitation(p_token_hash) i
    join accounts a on a.id = p_account and a.normalized_email = i.email_key
    where not exists (select from account_hats h where h.account_id = a.id);
    if not found then
        return false;
    end if;
    perform app.audit('account.opened', '{}', 'account', p_account);
    return true;
end $$;
grant execute on function app.open_invited_account(bytea, uuid) to carecoord_app;
