-- Tells somebody something, in the transaction in which it happens, and wishes for a mail, as they chose. Nobody is told of what they did
-- themselves, nor of a thing that they do not see, by its part or its labels. A topic that is off in the portal is not kept there at all.
-- What it is about is still on the page of the thing itself.
create or replace function app.add_notification(p_account uuid, p_hat text, p_kind text, p_patient uuid, p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor    app.actor := app.actor();
    declared notification_kinds;
    chosen   record;
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    if p_account is not distinct from actor.account_id then
        return;
    end if;
    select * into declared from notification_kinds k where k.kind = p_kind;
    if not found then
        raise exception 'no feature declares such a notification' using errcode = 'foreign_key_violation';
    end if;
    select c.in_portal, c.by_email, t.* into chosen
    from app.notification_choices(p_account) c, app.notification_times(p_account) t where c.topic = declared.topic;
    if not found then
        raise exception 'there is no such account to tell' using errcode = 'foreign_key_violation';
    end if;
    if p_patient is not null and declared.subject is not null
       and not app.sees_part(p_account, p_hat, p_patient, declared.part, app.subject_labels(declared.subject, p_patient, p_subject)) then
        return;
    end if;
    if chosen.in_portal then
        insert into notifications values (app.uuid7(actor.moment), p_account, p_hat, p_kind, p_patient, p_subject, actor.account_id,
                                          actor.moment);
    end if;
    if chosen.by_email <> 'never' then
        insert into mail_wishes values (app.uuid7(actor.moment), p_account, actor.moment,
            app.mail_time(chosen.by_email, actor.moment, chosen.time_zone, chosen.quiet_from, chosen.quiet_until, chosen.daily_at),
            not chosen.in_portal);
    end if;
end $$;
grant execute on function app.add_notification(uuid, text, text, uuid, uuid) to carecoord_app;
