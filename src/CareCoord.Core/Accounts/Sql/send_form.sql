-- Begins what a form of the asker's asks for. Where its key was sent before, nothing is begun. It is said what became of it then: an
-- address, or none while it is under way. A key is known for {{SentForms.KeptHours}} hours.
create or replace function app.send_form(p_key uuid) returns table (is_new boolean, answer text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    delete from sent_forms f
    where f.account_id = asker.account_id and f.sent_at < asker.moment - interval '{{SentForms.KeptHours}} hours';
    insert into sent_forms values (asker.account_id, p_key, asker.moment, null) on conflict do nothing;
    if found then
        return query select true, null::text;
    else
        return query select false, f.answer from sent_forms f where f.account_id = asker.account_id and f.key = p_key;
    end if;
end $$;
grant execute on function app.send_form(uuid) to carecoord_app;
