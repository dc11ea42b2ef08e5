-- What people are told and how: their choices, the mails that wait to be sent, and live news for open pages.

-- A live refresh is an entry of the audit only for those whom the page did not show before; for nobody new there is none.
create function app.audit_shown(p_action text, p_known uuid[]) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select case when cardinality(s.fresh) > 0 then app.audit(p_action, s.fresh) end
    from (select array(select nullif(p, '')::uuid from unnest(string_to_array(current_setting('app.shown', true), ',')) p
                       where p <> '' and nullif(p, '')::uuid <> all (coalesce(p_known, '{}'))) as fresh) s
$$;
grant execute on function app.audit_shown(text, uuid[]) to carecoord_app;

-- What a person chose for each topic; a topic without a row goes by app.notification_choices.
create table notification_choices (
    account_id uuid not null references accounts (id),
    topic      text not null check (topic in ('tasks', 'reminders', 'people', 'access')),
    in_portal  boolean not null,
    by_email   text not null check (by_email in ('never', 'at_once', 'daily')),
    primary key (account_id, topic),
    -- What is late, and who opened a record in an emergency, is always said in the portal: nobody may miss it.
    check (in_portal or topic not in ('reminders', 'access'))
);

-- When mails come, by the clock on the person's wall; quiet hours may span midnight.
create table notification_times (
    account_id  uuid primary key references accounts (id),
    quiet_from  time,
    quiet_until time,
    daily_at    time not null,
    check ((quiet_from is null) = (quiet_until is null)),
    check (quiet_from <> quiet_until)
);

alter table notification_choices enable row level security;
alter table notification_choices force row level security;
create policy owner on notification_choices to carecoord_owner using (true) with check (true);
create policy own on notification_choices to carecoord_app
    using (account_id = (select app.actor_id())) with check (account_id = (select app.actor_id()));
alter table notification_times enable row level security;
alter table notification_times force row level security;
create policy owner on notification_times to carecoord_owner using (true) with check (true);
create policy own on notification_times to carecoord_app
    using (account_id = (select app.actor_id())) with check (account_id = (select app.actor_id()));
grant select, insert, update on notification_choices, notification_times to carecoord_app;

-- Mails are timed by it.
alter table accounts add check (timezone(time_zone, timestamptz 'epoch') is not null);

create function app.notification_topic(p_kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when p_kind in ('task_reminder', 'task_late', 'task_late_deputy', 'deputy_missing') then 'reminders'
        when p_kind in ('patient_handed_over', 'team_joined', 'team_left', 'deputy_chosen') then 'people'
        when p_kind = 'glass_broken' then 'access'
        else 'tasks'
    end
$$;

-- The one place of the defaults. Staff hear of their work at once; patients and caregivers once a day, and not in the evening and night,
-- for no care task waits for them; who opened a record in an emergency is told to everybody at once.
create function app.notification_choices(p_account uuid) returns table (topic text, in_portal boolean, by_email text, is_fixed boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select t.topic, t.is_fixed or coalesce(c.in_portal, true),
           coalesce(c.by_email, case when t.topic = 'access' or (h.is_staff and t.topic <> 'people') then 'at_once' else 'daily' end), t.is_fixed
    from (values (1, 'tasks', false), (2, 'reminders', true), (3, 'people', false), (4, 'access', true)) t (position, topic, is_fixed)
    cross join (select exists (select from account_hats h where h.account_id = p_account
                                                            and h.hat in ('coordinator', 'provider', 'administrator')) as is_staff) h
    left join notification_choices c on c.account_id = p_account and c.topic = t.topic
    order by t.position
$$;

create function app.notification_times(p_account uuid) returns table (time_zone text, quiet_from time, quiet_until time, daily_at time)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select a.time_zone, case when c.account_id is null and not h.is_staff then time '21:00' else c.quiet_from end,
           case when c.account_id is null and not h.is_staff then time '08:00' else c.quiet_until end,
           coalesce(c.daily_at, case when h.is_staff then time '07:00' else time '09:00' end)
    from accounts a
    cross join (select exists (select from account_hats h where h.account_id = p_account
                                                            and h.hat in ('coordinator', 'provider', 'administrator')) as is_staff) h
    left join notification_times c on c.account_id = a.id
    where a.id = p_account
$$;

create function app.my_notification_choices() returns table (topic text, in_portal boolean, by_email text, is_fixed boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as 'select * from app.notification_choices(app.actor_id())';

create function app.my_notification_times() returns table (time_zone text, quiet_from time, quiet_until time, daily_at time)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as 'select * from app.notification_times(app.actor_id())';
grant execute on function app.my_notification_choices(), app.my_notification_times() to carecoord_app;

-- The first moment when a clock in this zone shows this time or a later one of that day's reading (as WallClock.FirstShowing): an hour
-- that is shown twice counts the first time, one that is left out begins when the clock jumps over it.
create function app.first_showing(p_shown timestamp, p_zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    moment  timestamptz := p_shown at time zone p_zone;
    earlier timestamptz;
    valid   timestamp := date_trunc('minute', p_shown);
begin
    if moment at time zone p_zone = p_shown then
        -- By the clock as it went the day before, which is still right in the first of the two hours.
        earlier := moment - (((moment - interval '1 day') at time zone p_zone - (moment - interval '1 day') at time zone 'UTC')
                             - (moment at time zone p_zone - moment at time zone 'UTC'));
        return case when earlier at time zone p_zone = p_shown then least(earlier, moment) else moment end;
    end if;
    while valid at time zone p_zone at time zone p_zone <> valid loop
        valid := valid + interval '1 minute';
    end loop;
    return valid at time zone p_zone;
end $$;

-- The first moment at which a mail about something told now may go: at once or when the mail of the day comes, and after the quiet hours.
create function app.mail_time(p_pace text, p_moment timestamptz, p_zone text, p_quiet_from time, p_quiet_until time, p_daily_at time)
returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    day date := (p_moment at time zone p_zone)::date;
    due timestamptz := p_moment;
begin
    if p_pace = 'daily' then
        due := app.first_showing(day + p_daily_at, p_zone);
        if due <= p_moment then
            due := app.first_showing(day + 1 + p_daily_at, p_zone);
        end if;
    end if;
    if p_quiet_from is null then
        return due;
    end if;
    -- The quiet hours that began the day before, and those that begin on the day.
    for day in select (due at time zone p_zone)::date + n from generate_series(-1, 0) n loop
        if due >= app.first_showing(day + p_quiet_from, p_zone) then
            due := greatest(due, app.first_showing(day + case when p_quiet_until > p_quiet_from then 0 else 1 end + p_quiet_until, p_zone));
        end if;
    end loop;
    return due;
end $$;

-- That a mail is wished for. Telling only ever adds rows here, so that two transactions which tell the same people in another order never
-- wait for each other; app.gather_mail makes one mail out of all wishes of an account.
create table mail_wishes (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    at         timestamptz not null,
    not_before timestamptz not null,
    -- It has no notification in the portal, whose reading would make the mail needless.
    unlisted   boolean not null
);

-- Mails that wait or went: never what they are about. held_until is the end of a claim or of the rest after a failed try.
create table outbox_mails (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    created_at timestamptz not null,
    not_before timestamptz not null,
    unlisted   boolean not null,
    attempts   integer not null default 0,
    claim      uuid,
    held_until timestamptz,
    ended_at   timestamptz,
    outcome    text check (outcome in ('sent', 'needless', 'given_up')),
    check ((ended_at is null) = (outcome is null))
);
create unique index one_waiting_mail on outbox_mails (account_id) where ended_at is null;
create index waiting_mails on outbox_mails (greatest(not_before, held_until)) where ended_at is null;
create index ended_mails on outbox_mails (ended_at);

-- Whoever works a unit's queue is told of a task in it by the task alone: they may take it, but not see the patient yet.
drop policy told on notifications;
create policy told on notifications for select to carecoord_app using (
    account_id = (select app.actor_id()) and hat = (select app.actor_hat())
    and (patient_id is null or patient_id = any (array(select a.patient_id from patient_access a))
         or (kind = 'task_asked' and exists (select from care_tasks t where t.patient_id = notifications.patient_id and t.id = notifications.subject_id))));

-- Tells somebody something, in the transaction in which it happens, and wishes for a mail, as they chose; nobody is told of what they did
-- themselves, nor of a task that they no longer see. A topic that is off in the portal is not kept there at all: whom it is about is still on the page of the thing itself.
create or replace function app.tell(p_account uuid, p_hat text, p_kind text, p_patient uuid, p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    chosen record;
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    if p_account is not distinct from actor.account_id then
        return;
    end if;
    select c.in_portal, c.by_email, t.* into chosen
    from app.notification_choices(p_account) c, app.notification_times(p_account) t where c.topic = app.notification_topic(p_kind);
    if not found then
        raise exception 'there is no such account to tell' using errcode = 'foreign_key_violation';
    end if;
    if p_kind like 'task%' and p_patient is not null and not app.sees_work(p_account, p_hat, p_patient,
           coalesce((select t.labels from care_tasks t where t.patient_id = p_patient and t.id = p_subject), 0)) then
        return;
    end if;
    if chosen.in_portal then
        insert into notifications values (app.uuid7(actor.moment), p_account, p_hat, p_kind, p_patient, p_subject, actor.account_id, actor.moment);
    end if;
    if chosen.by_email <> 'never' then
        insert into mail_wishes values (app.uuid7(actor.moment), p_account, actor.moment,
            app.mail_time(chosen.by_email, actor.moment, chosen.time_zone, chosen.quiet_from, chosen.quiet_until, chosen.daily_at), not chosen.in_portal);
    end if;
end $$;

create function app.require_worker() returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if not app.is_worker() then
        raise exception 'this is the portal''s own work' using errcode = 'insufficient_privilege';
    end if;
    return app.actor_moment();
end $$;

-- Makes one waiting mail of all that an account was told. While its mail is being sent, what comes stays for the next one. What ended long
-- ago is forgotten.
create function app.gather_mail() returns void
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
    select app.uuid7(moment), g.account_id, min(g.at), min(g.not_before), bool_or(g.unlisted) from gathered g group by g.account_id order by g.account_id
    on conflict (account_id) where ended_at is null do update
        set not_before = least(m.not_before, excluded.not_before), unlisted = m.unlisted or excluded.unlisted;
    delete from outbox_mails m where m.ended_at < moment - interval '30 days';
end $$;

-- Takes one mail that is due, for as long as p_hold: whoever dies over it leaves it to the next. One whose news were all read is needless.
create function app.claim_mail(p_hold interval)
returns table (id uuid, claim uuid, attempts integer, account_id uuid, name text, email text)
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
    from due, accounts a where m.id = due.id and a.id = m.account_id
    returning m.id, m.claim, m.attempts, m.account_id, a.display_name, a.email;
end $$;

-- Ends a mail, or lets it rest until the next try; false where the claim has passed to somebody else.
create function app.end_mail(p_id uuid, p_claim uuid, p_outcome text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    update outbox_mails m set ended_at = moment, outcome = p_outcome, claim = null where m.id = p_id and m.claim = p_claim;
    return found;
end $$;

create function app.hold_mail(p_id uuid, p_claim uuid, p_rest interval) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    update outbox_mails m set held_until = moment + p_rest, claim = null where m.id = p_id and m.claim = p_claim;
    return found;
end $$;
grant execute on function app.gather_mail(), app.claim_mail(interval), app.end_mail(uuid, uuid, text), app.hold_mail(uuid, uuid, interval)
    to carecoord_app;

-- Stirs the open pages of an account or a unit on every node: they read again, each under its reader's own access. A stir says only whom,
-- and one that is lost does no harm. Within a transaction the same stir is sent once.
create function app.stir(p_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$ select pg_notify('carecoord_news', p_id::text) $$;

create function app.stir_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform app.stir(new.account_id);
    return null;
end $$;
create trigger stir after insert or update of read_at on notifications for each row execute function app.stir_account();
-- An open page learns at once that its sign-in ended, or that another hat is worn.
create trigger stir after update of ended_at, hat on sign_in_sessions for each row
    when (old.ended_at is distinct from new.ended_at or old.hat is distinct from new.hat) execute function app.stir_account();
