-- Takes one mail that is due, for as long as p_hold: whoever dies over it leaves it to the next. One whose news were all read is needless.
-- It is called by an account's own name, or by none: what an inviter typed goes to no stranger.
create or replace function app.claim_mail(p_hold interval)
returns table (id uuid, claim uuid, attempts integer, account_id uuid, name text, email text, invited_by text, invitation_id uuid,
               sealed_token text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    moment timestamptz := app.require_worker();
begin
    with due as materialized (
        select w.id from outbox_mails w
        where w.ended_at is null and greatest(w.not_before, w.held_until) <= moment and not w.unlisted
          and not exists (select from notifications n where n.account_id = w.account_id and n.read_at is null and n.at >= w.created_at)
        limit 100 for update skip locked
    )
    update outbox_mails m set ended_at = moment, outcome = 'needless', claim = null from due where m.id = due.id;
    return query
    with due as materialized (
        select w.id from outbox_mails w
        where w.ended_at is null and greatest(w.not_before, w.held_until) <= moment
        order by greatest(w.not_before, w.held_until) limit 1 for update skip locked
    )
    update outbox_mails m set claim = gen_random_uuid(), held_until = moment + p_hold, attempts = m.attempts + 1
    from due join outbox_mails o on o.id = due.id
    left join accounts a on a.id = o.account_id
    left join proxy_invitations i on i.id = o.invitation_id
    left join accounts b on b.normalized_email = i.email_key
    left join patients p on p.id = i.patient_id
    where m.id = due.id
    returning m.id, m.claim, m.attempts, m.account_id, coalesce(a.display_name, b.display_name), coalesce(a.email, i.email),
              coalesce(p.preferred_name, p.given_name), m.invitation_id, m.sealed_token;
end $$;
grant execute on function app.claim_mail(interval) to carecoord_app;
