-- Break the glass: clinical staff without a relationship find a person by exact name and birth date, give a reason, and read for
-- four hours. The app has no rights on these tables: everything goes through the functions below.

-- Each search counts, whatever it found; whom it found may be opened for a quarter of an hour.
create table person_searches (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    at         timestamptz not null,
    found      uuid[] not null
);
create index on person_searches (account_id, at);
create index on patients (birth_date);

create table broken_glass (
    patient_id  uuid not null references patients (id),
    id          uuid not null unique,
    account_id  uuid not null references accounts (id),
    hat         text not null check (hat in ('coordinator', 'provider')),
    reason_kind text not null check (reason_kind in ('emergency_treatment', 'covering_for_colleague', 'urgent_question', 'other')),
    reason      text not null check (length(reason) between 20 and 2000),
    since       timestamptz not null,
    until       timestamptz not null check (until = since + interval '4 hours'),
    ended_at    timestamptz check (ended_at >= since and ended_at < until),
    reviewed_by uuid references accounts (id) check (reviewed_by <> account_id),
    reviewed_at timestamptz check (reviewed_at >= since),
    verdict     text check (verdict in ('justified', 'to_follow_up')),
    review_note text check (length(review_note) <= 2000),
    primary key (patient_id, id),
    check (num_nulls(reviewed_by, reviewed_at, verdict) in (0, 3)),
    check (verdict is not null or review_note is null),
    -- One at a time for a person and a patient.
    exclude using gist (patient_id with =, account_id with =, tstzrange(since, coalesce(ended_at, until)) with &&)
);
create index on broken_glass ((verdict is not null), id desc);

alter table broken_glass enable row level security;
alter table broken_glass force row level security;
create policy owner on broken_glass to carecoord_owner using (true) with check (true);

-- Reading only: all parts and labels (3967) but not the access history, until the four hours are over or the person is done.
create function app.derive_glass_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.patient_id and basis = 'broken_glass' and basis_id = new.id;
    insert into patient_access
    values (new.account_id, new.patient_id, 'broken_glass', new.id, 3967, 0, new.since, coalesce(new.ended_at, new.until));
    return null;
end $$;
create trigger derive_access after insert or update on broken_glass for each row execute function app.derive_glass_access();

-- Whether the asker wears one of these hats, and holds it still.
create function app.wears(p_hats text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from account_hats h
                   where h.account_id = (app.actor()).account_id and h.hat = (app.actor()).hat and h.hat = any (p_hats))
$$;

-- A name as it is compared: without regard to case, spaces, and how a keyboard writes accents, apostrophes and hyphens.
create function app.name_key(p_name text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select lower(btrim(regexp_replace(translate(normalize(p_name, nfkc), '’‘ʼ‐–', '''''''--'), '\s+', ' ', 'g')))
$$;

-- Whom the asker found by a search in the last quarter of an hour.
create function app.found_lately() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct f from person_searches s, unnest(s.found) f
    where s.account_id = (select app.actor_id()) and s.at > (select app.actor_moment()) - interval '15 minutes'
$$;

-- Finds at most five people by exact name and birth date. At most 10 searches in 15 minutes and 30 in a day count for an account;
-- one more answers with the moment from which it may search again, and finds nobody.
create function app.find_person(p_given text, p_family text, p_birth_date date)
returns table (patient_id uuid, name text, birth_date date, pronouns text, has_access boolean, again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    again timestamptz;
    hits  uuid[];
begin
    if not app.wears(array['coordinator', 'provider']) then
        raise exception 'only clinical staff find people' using errcode = 'insufficient_privilege';
    end if;
    -- An account searches one after another: many at once are counted like one by one.
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 13));
    delete from person_searches s where s.account_id = actor.account_id and s.at <= actor.moment - interval '1 day';
    select greatest((array_agg(s.at order by s.at desc) filter (where s.at > actor.moment - interval '15 minutes'))[10] + interval '15 minutes',
                    (array_agg(s.at order by s.at desc))[30] + interval '1 day')
    into again from person_searches s where s.account_id = actor.account_id;
    if again is not null then
        perform app.audit('person.search-refused', '{}');
        return query select null::uuid, null, null::date, null, null::boolean, again;
        return;
    end if;

    hits := array(select p.id from patients p
                  where p.birth_date = p_birth_date and app.name_key(p.family_name) = app.name_key(p_family)
                    and app.name_key(p_given) in (app.name_key(p.given_name), app.name_key(p.preferred_name))
                  order by p.id limit 5);
    insert into person_searches values (app.uuid7(actor.moment), actor.account_id, actor.moment, hits);
    perform app.audit('person.searched', hits);
    return query select p.id, p.given_name || ' ' || p.family_name, p.birth_date, p.pronouns, exists (select from app.my_access(p.id)), again
                 from patients p where p.id = any (hits) order by p.id;
end $$;

-- The people whom the asker found lately, all or one of them; who asks for somebody they did not find gets no answer, and is noted.
create function app.people_found(p_patient uuid default null)
returns table (patient_id uuid, name text, birth_date date, pronouns text, has_access boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    hits uuid[];
begin
    if app.wears(array['coordinator', 'provider']) then
        hits := array(select f from app.found_lately() f where p_patient is null or f = p_patient);
    end if;
    if p_patient is not null and coalesce(hits, '{}') = '{}' then
        perform app.audit('access.refused', '{}', 'patient', p_patient, jsonb_build_object('asked', 'find-person.read'));
    end if;
    perform app.show(coalesce(hits, '{}'));
    return query select p.id, p.given_name || ' ' || p.family_name, p.birth_date, p.pronouns, exists (select from app.my_access(p.id))
                 from patients p where p.id = any (hits) order by p.family_name, p.given_name, p.id;
end $$;

-- Opens the record for four hours and tells the patient, their coordinator and every administrator. Null where the asker did not find
-- the person lately, or sees the record already.
create function app.break_glass(p_patient uuid, p_kind text, p_reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    glass uuid := app.uuid7(actor.moment);
begin
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 13));
    if not app.wears(array['coordinator', 'provider']) or not exists (select from app.found_lately() f where f = p_patient)
       or exists (select from app.my_access(p_patient)) then
        return null;
    end if;
    insert into broken_glass (patient_id, id, account_id, hat, reason_kind, reason, since, until)
    values (p_patient, glass, actor.account_id, actor.hat, p_kind, p_reason, actor.moment, actor.moment + interval '4 hours');

    perform app.tell(p.account_id, 'patient', 'glass_broken', p.id, glass) from patients p where p.id = p_patient and p.account_id is not null;
    perform app.tell(c.coordinator_account_id, 'coordinator', 'glass_broken', p_patient, glass)
    from caseload_assignments c where c.patient_id = p_patient and c.since <= actor.moment and (c.until is null or c.until > actor.moment);
    -- An administrator sees no patient: what they are told names the act only.
    perform app.tell(h.account_id, 'administrator', 'glass_broken', null, glass) from account_hats h where h.hat = 'administrator';
    perform app.audit('glass.broken', array[p_patient], 'broken-glass', glass, jsonb_build_object('reason', p_kind));
    return glass;
end $$;

-- The person is done before the four hours are over. Null where they have no glass broken for this patient.
create function app.end_glass(p_patient uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    glass uuid;
begin
    if not app.wears(array['coordinator', 'provider']) then
        return null;
    end if;
    update broken_glass g set ended_at = actor.moment
    where g.patient_id = p_patient and g.account_id = actor.account_id and g.ended_at is null and g.since <= actor.moment and g.until > actor.moment
    returning g.id into glass;
    if glass is not null then
        perform app.audit('glass.ended', array[p_patient], 'broken-glass', glass);
    end if;
    return glass;
end $$;

-- The first key that app.uuid7 can make at a moment.
create function app.uuid_from(at timestamptz) returns uuid
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select encode(substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) || decode(repeat('00', 10), 'hex'), 'hex')::uuid
$$;

-- What administrators review: those not yet reviewed first, the newest first; one of them where it is named. Pages opened are the readings
-- of that record by that person in that time.
create function app.glass_list(p_id uuid, p_reviewed boolean, p_before uuid, p_limit integer)
returns table (id uuid, account_id uuid, by_whom text, hat text, patient text, since timestamptz, until timestamptz, ended boolean,
               reason_kind text, reason text, pages integer, verdict text, review_note text, reviewed_by text, reviewed_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with listed as (
        select g.* from broken_glass g
        where (select app.wears(array['administrator'])) and (p_id is null or g.id = p_id)
          and (p_before is null or (g.verdict is not null) > p_reviewed or ((g.verdict is not null) = p_reviewed and g.id < p_before))
        order by (g.verdict is not null), g.id desc limit p_limit + 1
    )
    select l.id, l.account_id, a.display_name, l.hat, p.given_name || ' ' || p.family_name, l.since, coalesce(l.ended_at, l.until),
           l.ended_at is not null, l.reason_kind, l.reason,
           (select count(*) from audit_subjects s join audit_entries e on e.id = s.audit_id
            where s.patient_id = l.patient_id and s.audit_id >= app.uuid_from(l.since)
              and s.audit_id < app.uuid_from(coalesce(l.ended_at, l.until) + interval '1 millisecond')
              and e.account_id = l.account_id and e.at >= l.since and e.at <= coalesce(l.ended_at, l.until)
              and e.action like '%.read' and e.action <> 'find-person.read')::integer,
           l.verdict, l.review_note, r.display_name, l.reviewed_at
    from listed l
    join accounts a on a.id = l.account_id
    join patients p on p.id = l.patient_id
    left join accounts r on r.id = l.reviewed_by
    order by (l.verdict is not null), l.id desc
    offset (select app.show(array(select s.patient_id from listed s order by (s.verdict is not null), s.id desc limit p_limit)))
$$;

-- Says "reviewed", "own" where the reviewer broke it, "changed" where it was settled or somebody else reviewed it since it was seen; null
-- where there is no such thing for the asker.
create function app.review_glass(p_id uuid, p_verdict text, p_note text, p_seen timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    glass broken_glass;
begin
    if not app.wears(array['administrator']) then
        return null;
    end if;
    select * into glass from broken_glass g where g.id = p_id for update;
    if glass.id is null then
        return null;
    elsif glass.account_id = actor.account_id then
        return 'own';
    elsif glass.verdict = 'justified' or glass.reviewed_at is distinct from p_seen then
        return 'changed';
    end if;
    update broken_glass g set reviewed_by = actor.account_id, reviewed_at = actor.moment, verdict = p_verdict, review_note = p_note where g.id = p_id;
    perform app.audit('glass.reviewed', array[glass.patient_id], 'broken-glass', p_id, jsonb_build_object('verdict', p_verdict));
    return 'reviewed';
end $$;

grant execute on function app.wears(text[]), app.find_person(text, text, date), app.people_found(uuid), app.break_glass(uuid, text, text),
    app.end_glass(uuid), app.glass_list(uuid, boolean, uuid, integer), app.review_glass(uuid, text, text, timestamptz) to carecoord_app;
