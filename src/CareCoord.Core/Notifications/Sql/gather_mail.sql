-- Makes one waiting mail of all that an account was told. While its mail is being sent, what comes stays for the next one. What ended long
-- ago is forgotten.
create or replace function app.gather_mail() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    with gathered as (
        delete from mail_wishes w where w.id in (
            select f.id from mail_wishes f
            where not exists (select from outbox_mails m where m.account_id = f.account_id and m.ended_at is null and m.claim is not null)
            order by f.id limit 5000 for update skip locked)
        returning w.*
    )
    insert into outbox_mails as m (id, account_id, created_at, not_before, unlisted)
    select app.uuid7(moment), g.account_id, min(g.at), min(g.not_before), bool_or(g.unlisted) from gathered g group by g.account_id
    order by g.account_id
    on conflict (account_id) where ended_at is null do update
        set not_before = least(m.not_before, excluded.not_before), unlisted = m.unlisted or excluded.unlisted;
    delete from outbox_mails m where m.ended_at < moment - interval '{{Outbox.KeptDays}} days';
end $$;
grant execute on function app.gather_mail() to carecoord_app;
