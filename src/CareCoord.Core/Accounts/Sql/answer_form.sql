-- Keeps where a form of the asker's led; without an address it was refused, and may be sent again.
create or replace function app.answer_form(p_key uuid, p_answer text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.require_self();
begin
    if p_answer is null then
        delete from sent_forms f where f.account_id = asker.account_id and f.key = p_key;
    else
        update sent_forms f set answer = p_answer where f.account_id = asker.account_id and f.key = p_key;
    end if;
end $$;
grant execute on function app.answer_form(uuid, text) to carecoord_app;
