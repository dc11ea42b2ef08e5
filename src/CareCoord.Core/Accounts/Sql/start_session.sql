-- Starts a sign-in under the hat worn last, or the account's first, and says which, with the record of their own. No row where the account
-- has no hat. The portal alone starts one, for who has proved who they are.
create or replace function app.start_session(p_account uuid, p_session uuid, p_signed_in_by text)
returns table (hat text, own_patient uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    moment timestamptz := app.require_worker();
    worn   text := (select s.hat from sign_in_sessions s where s.account_id = p_account order by s.started_at desc limit 1);
begin
    perform app.await_audit();
    select h.hat into worn from account_hats h where h.account_id = p_account
    order by h.hat is distinct from worn,
             array_position(array['patient', 'caregiver', 'coordinator', 'provider', 'administrator'], h.hat)
    limit 1;
    if not found then
        return;
    end if;
    insert into sign_in_sessions (id, account_id, hat, signed_in_by, started_at, seen_at)
    values (p_session, p_account, worn, p_signed_in_by, moment, moment);
    return query
    select worn, (select a.patient_id from patient_access a
                  where a.account_id = p_account and a.basis = 'self' and a.valid_from <= moment
                    and (a.valid_until is null or a.valid_until > moment)
                    and exists (select from account_hats h where h.account_id = p_account and h.hat = 'patient')
                  order by a.patient_id limit 1);
end $$;
grant execute on function app.start_session(uuid, uuid, text) to carecoord_app;
