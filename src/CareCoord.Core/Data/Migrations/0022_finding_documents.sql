-- Legal documents are found and looked at: one page as a picture, the search over many patients, and the wallet card.

-- Opens one page of a document: the gate and the audit in one statement, as app.open_record. A page and its picture are asked for one after the
-- other, and are one opening: the picture (p_picture) is noted only where the same person did not open the same page in the last ten minutes.
create function app.open_page(p_patient uuid, p_document uuid, p_page integer, p_picture boolean)
returns table (view_bits integer, manage_bits integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    seen   integer;
    manage integer;
begin
    select bit_or(a.view_bits), bit_or(a.manage_bits) into seen, manage from app.my_access(p_patient) a;
    if seen is null or seen & 16 = 0 then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', 'legal-document.page-read'));
        return;
    end if;
    if not p_picture or not exists (
        select from audit_subjects s join audit_entries e on e.id = s.audit_id
        where s.patient_id = p_patient and s.audit_id >= app.uuid_from(actor.moment - interval '10 minutes') and e.at <= actor.moment
          and e.account_id = actor.account_id and e.hat = actor.hat and e.action = 'legal-document.page-read'
          and e.subject_id = p_document and e.details = jsonb_build_object('page', p_page)) then
        perform app.audit('legal-document.page-read', array[p_patient], 'legal_document', p_document, jsonb_build_object('page', p_page));
    end if;
    return query select seen, manage;
end $$;
grant execute on function app.open_page(uuid, uuid, integer, boolean) to carecoord_app;

-- Wallet cards: whoever holds the card and knows its PIN sees what is in effect, without an account. The app has no rights on these tables:
-- everything goes through the functions below. A visit is by an actor of its own kind, which has no basis and so sees no row of any table.
insert into accounts (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, phone_number_confirmed,
                      two_factor_enabled, lockout_enabled, access_failed_count, display_name, time_zone, language, has_long_password, created_at)
values ('00000000-0000-7000-8000-000000000002', 'wallet-card', 'WALLET-CARD', 'wallet-card', 'WALLET-CARD', false, false,
        false, true, 0, 'Somebody', 'Etc/UTC', 'en', false, now());

create table wallet_cards (
    patient_id     uuid not null references patients (id),
    id             uuid not null unique,
    -- The token itself stands on the card only.
    token_hash     bytea not null unique check (octet_length(token_hash) = 32),
    pin_hash       bytea not null check (octet_length(pin_hash) = 48),
    made_by        uuid not null references accounts (id),
    made_as        text not null check (made_as in ('patient', 'caregiver')),
    made_at        timestamptz not null,
    ends_at        timestamptz not null check (ends_at > made_at and ends_at <= made_at + interval '2 years 1 day'),
    revoked_at     timestamptz,
    revoked_by     uuid references accounts (id),
    -- Tries are counted before they are judged; those in a row since it was last open or rested, and all wrong ones.
    tries          integer not null default 0 check (tries between 0 and 5),
    wrong          integer not null default 0 check (wrong between 0 and 20),
    rests_until    timestamptz,
    told_of_rest   timestamptz,
    closed_at      timestamptz,
    openings       integer not null default 0,
    last_opened_at timestamptz,
    primary key (patient_id, id),
    check ((revoked_at is null) = (revoked_by is null))
);

create table card_visits (
    session_hash bytea primary key check (octet_length(session_hash) = 32),
    patient_id   uuid not null references patients (id),
    card_id      uuid not null,
    since        timestamptz not null,
    until        timestamptz not null check (until > since),
    foreign key (patient_id, card_id) references wallet_cards (patient_id, id)
);
create index on card_visits (patient_id, card_id);

do $$
declare
    guarded text;
begin
    foreach guarded in array array['wallet_cards', 'card_visits'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy owner on %I to carecoord_owner using (true) with check (true)', guarded);
    end loop;
end $$;

-- Who manages somebody's legal documents as the patient or for them.
create function app.may_have_cards(p_patient uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from app.my_access(p_patient) a where a.basis in ('self', 'proxy_grant') and a.manage_bits & 16 <> 0)
$$;

-- Keeps a new card; false where there are ten that hold.
create function app.make_card(p_patient uuid, p_id uuid, p_token bytea, p_pin bytea, p_ends timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not app.may_have_cards(p_patient) then
        raise exception 'only the patient or their proxy makes a card' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('cards of ' || p_patient, 20));
    if (select count(*) from wallet_cards c where c.patient_id = p_patient and c.revoked_at is null and c.closed_at is null and c.ends_at > actor.moment) >= 10 then
        return false;
    end if;
    insert into wallet_cards (patient_id, id, token_hash, pin_hash, made_by, made_as, made_at, ends_at)
    values (p_patient, p_id, p_token, p_pin, actor.account_id, actor.hat, actor.moment, p_ends);
    perform app.tell(p.account_id, 'patient', 'card_made', p.id, p_id) from patients p where p.id = p_patient and p.account_id is not null;
    return true;
end $$;

create function app.cards(p_patient uuid)
returns table (id uuid, made_by text, made_at timestamptz, ends_at timestamptz, revoked_at timestamptz, closed_at timestamptz, rests_until timestamptz,
               openings integer, last_opened_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.id, a.display_name, c.made_at, c.ends_at, c.revoked_at, c.closed_at, c.rests_until, c.openings, c.last_opened_at
    from wallet_cards c join accounts a on a.id = c.made_by
    where c.patient_id = p_patient and ((select app.may_have_cards(p_patient)) or exists (select from app.previewed(p_patient) v where v.manage_bits & 16 <> 0))
    order by c.made_at desc, c.id limit 50
$$;

-- Ends a card at once, and every visit with it; false where it was ended before, null where there is none.
create function app.revoke_card(p_patient uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if not app.may_have_cards(p_patient) then
        raise exception 'only the patient or their proxy revokes a card' using errcode = 'insufficient_privilege';
    end if;
    update wallet_cards c set revoked_at = actor.moment, revoked_by = actor.account_id where c.patient_id = p_patient and c.id = p_id and c.revoked_at is null;
    return case when found then true when exists (select from wallet_cards c where c.patient_id = p_patient and c.id = p_id) then false end;
end $$;

-- The moment of a visit by a card; nobody else visits.
create function app.card_moment() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    if actor.hat is distinct from 'card' or actor.account_id is distinct from '00000000-0000-7000-8000-000000000002' then
        raise exception 'this is for visits by a card' using errcode = 'insufficient_privilege';
    end if;
    return actor.moment;
end $$;

-- The card of a token while it holds. Unknown, ended, revoked and closed ones are none.
create function app.card_of(p_token bytea) returns setof wallet_cards
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.* from wallet_cards c
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > (select app.card_moment())
$$;

-- Until when a card rests, if it does; no row where there is no card.
create function app.look_at_card(p_token bytea) returns table (rests_until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when c.rests_until > app.card_moment() then c.rests_until end from app.card_of(p_token) c
$$;

-- Counts a try before it is judged, so that many at once are no more than one after another: five, and the card rests for 15 minutes. Gives what the
-- PIN is judged by, or nothing but until when it rests.
create function app.try_card(p_token bytea) returns table (pin_hash bytea, rests_until timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    judged bytea;
begin
    update wallet_cards c
    set tries = case when c.rests_until <= moment then 1 else c.tries + 1 end, wrong = c.wrong + 1,
        rests_until = case when c.rests_until is null and c.tries + 1 >= 5 then moment + interval '15 minutes' end
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > moment
      and (c.rests_until is null or c.rests_until <= moment) and c.wrong < 20
    returning c.pin_hash into judged;
    return query select judged, case when c.rests_until > moment then c.rests_until end from app.card_of(p_token) c;
end $$;

-- The PIN was wrong: says "rests" where that was the fifth in a row, "closed" at the twentieth in all, "wrong" otherwise; the patient is told of both.
create function app.refuse_card(p_token bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
    result text := 'wrong';
begin
    select * into card from wallet_cards c where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null for update;
    if card.id is null then
        return result;
    end if;
    perform app.audit('wallet-card.pin-refused', array[card.patient_id], 'wallet_card', card.id);
    if card.wrong >= 20 then
        result := 'closed';
        update wallet_cards c set closed_at = moment where c.id = card.id;
    elsif card.rests_until > moment then
        result := 'rests';
        if card.told_of_rest is not distinct from card.rests_until then
            return result;
        end if;
        update wallet_cards c set told_of_rest = card.rests_until where c.id = card.id;
    else
        return result;
    end if;
    perform app.tell(p.account_id, 'patient', 'card_' || result, p.id, card.id) from patients p where p.id = card.patient_id and p.account_id is not null;
    return result;
end $$;

-- The PIN was right: begins a visit of 20 minutes, which ends with the card. It stands in the access history, and the patient is told.
create function app.open_card(p_token bytea, p_session bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
begin
    update wallet_cards c set tries = 0, wrong = greatest(c.wrong - 1, 0), rests_until = null, openings = c.openings + 1, last_opened_at = moment
    where c.token_hash = p_token and c.revoked_at is null and c.closed_at is null and c.ends_at > moment
    returning * into card;
    if card.id is null then
        return false;
    end if;
    delete from card_visits v where v.patient_id = card.patient_id and v.card_id = card.id and v.until <= moment;
    insert into card_visits values (p_session, card.patient_id, card.id, moment, least(moment + interval '20 minutes', card.ends_at));
    perform app.audit('wallet-card.opened', array[card.patient_id], 'wallet_card', card.id);
    perform app.tell(p.account_id, 'patient', 'card_opened', p.id, card.id) from patients p where p.id = card.patient_id and p.account_id is not null;
    return true;
end $$;

-- The card of a visit that goes on.
create function app.visited_card(p_token bytea, p_session bytea) returns setof wallet_cards
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.* from app.card_of(p_token) c
    where exists (select from card_visits v where v.session_hash = p_session and v.card_id = c.id and v.until > (select app.card_moment()))
$$;

-- What a card shows: what is in effect and carries no sensitivity label. A row comes back only within a visit.
create function app.read_card(p_token bytea, p_session bytea)
returns table (name text, birth_date date, time_zone text, ends_at timestamptz, documents text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.given_name || ' ' || p.family_name, p.birth_date, p.time_zone, c.ends_at,
           (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', d.id, 'kind', d.kind, 'signed_on', d.signed_on, 'expires_on', d.expires_on, 'springing', d.springing, 'pages', f.pages,
                       'is_open', f.scan in ('clean', 'unscanned_not_configured'), 'granted', d.powers_granted, 'withheld', d.powers_withheld, 'paper_is_at', d.paper_is_at,
                       'decisions', jsonb_build_array(d.cpr, d.intubation, d.tube_feeding, d.iv_fluids, d.antibiotics, d.dialysis, d.comfort_only),
                       'agents', (select coalesce(jsonb_agg(jsonb_build_array(g.name, g.phone, g.relationship) order by g.rank), '[]')
                                  from legal_document_agents g where g.patient_id = d.patient_id and g.document_id = d.id and g.labels = 0)) order by d.kind, d.id), '[]')
            from legal_documents d join document_files f on f.patient_id = d.patient_id and f.id = d.file_id
            where d.patient_id = p.id and d.state = 'accepted' and d.kind <> 'release' and d.labels = 0 and f.labels = 0
              and (d.expires_on is null or d.expires_on >= (app.card_moment() at time zone p.time_zone)::date))::text
    from app.visited_card(p_token, p_session) c join patients p on p.id = c.patient_id
$$;

-- One page of what a card shows, noted as app.open_page does.
create function app.open_card_page(p_token bytea, p_session bytea, p_document uuid, p_page integer, p_picture boolean)
returns table (id uuid, sha256 bytea, size bigint, key_id text, wrapped_key bytea, name text, media_type text, scan text, pages integer, kind text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
begin
    select * into card from app.visited_card(p_token, p_session);
    if not exists (
        select from legal_documents d join patients p on p.id = d.patient_id join document_files f on f.patient_id = d.patient_id and f.id = d.file_id
        where d.patient_id = card.patient_id and d.id = p_document and d.state = 'accepted' and d.kind <> 'release' and d.labels = 0 and f.labels = 0
          and (d.expires_on is null or d.expires_on >= (moment at time zone p.time_zone)::date) and p_page between 1 and f.pages) then
        return;
    end if;
    if not p_picture or not exists (
        select from audit_subjects s join audit_entries e on e.id = s.audit_id
        where s.patient_id = card.patient_id and s.audit_id >= app.uuid_from(moment - interval '10 minutes') and e.at <= moment and e.hat = 'card'
          and e.action = 'wallet-card.page-read' and e.subject_id = p_document and e.details = jsonb_build_object('page', p_page, 'card', card.id)) then
        perform app.audit('wallet-card.page-read', array[card.patient_id], 'legal_document', p_document, jsonb_build_object('page', p_page, 'card', card.id));
    end if;
    return query
    select f.id, f.sha256, f.size, f.key_id, f.wrapped_key, f.name, f.media_type, f.scan, f.pages, d.kind
    from legal_documents d join document_files f on f.patient_id = d.patient_id and f.id = d.file_id
    where d.patient_id = card.patient_id and d.id = p_document;
end $$;

grant execute on function app.make_card(uuid, uuid, bytea, bytea, timestamptz), app.cards(uuid), app.revoke_card(uuid, uuid), app.look_at_card(bytea), app.try_card(bytea),
    app.refuse_card(bytea), app.open_card(bytea, bytea), app.read_card(bytea, bytea), app.open_card_page(bytea, bytea, uuid, integer, boolean) to carecoord_app;
