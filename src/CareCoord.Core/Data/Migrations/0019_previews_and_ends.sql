-- A patient sees for a quarter of an hour exactly what a caregiver sees; and open pages hear that what they show is no longer theirs to see.

alter table patient_access drop constraint patient_access_basis_check, add constraint patient_access_basis_check
    check (basis in ('self', 'proxy_grant', 'care_team', 'caseload', 'broken_glass', 'preview'));

create or replace function app.hat_bases(hat text) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case hat
        when 'patient' then array['self']
        when 'caregiver' then array['proxy_grant']
        when 'coordinator' then array['caseload', 'broken_glass']
        when 'provider' then array['care_team', 'broken_glass']
        when 'preview' then array['preview']
        else '{}'::text[]
    end
$$;

-- The app has no rights on it: everything goes through the functions below. Of an invitation that was not sent there is no account.
create table grant_previews (
    patient_id    uuid not null references patients (id),
    id            uuid not null,
    account_id    uuid not null references accounts (id),
    session_id    uuid not null references sign_in_sessions (id),
    of_account_id uuid references accounts (id),
    of_name       text not null check (length(of_name) between 1 and 100),
    relationship  text not null check (length(relationship) between 1 and 60),
    view_bits     integer not null,
    -- What the caregiver may do: shown, and given to nobody by a preview.
    manage_bits   integer not null,
    grant_ends_at timestamptz,
    since         timestamptz not null,
    until         timestamptz not null check (until = since + interval '15 minutes'),
    ended_at      timestamptz check (ended_at >= since),
    primary key (patient_id, id)
);
create unique index one_preview on grant_previews (account_id) where ended_at is null;
create index on grant_previews (session_id);
alter table grant_previews enable row level security;
alter table grant_previews force row level security;
create policy owner on grant_previews to carecoord_owner using (true) with check (true);

-- Reading only, until the quarter of an hour is over or the patient is done.
create function app.derive_preview() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from patient_access where patient_id = new.patient_id and basis = 'preview' and basis_id = new.id;
    if new.ended_at is null then
        insert into patient_access values (new.account_id, new.patient_id, 'preview', new.id, new.view_bits, 0, new.since, new.until);
    end if;
    return null;
end $$;
create trigger derive_access after insert or update on grant_previews for each row execute function app.derive_preview();

-- A sign-in that ends, or whose hat changes, ends its preview.
create function app.end_sessions_preview() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update grant_previews v set ended_at = greatest(coalesce(app.actor_moment(), statement_timestamp()), v.since)
    where v.session_id = new.id and v.ended_at is null;
    return null;
end $$;
create trigger end_preview after update of ended_at, hat on sign_in_sessions for each row
    when (old.hat = 'preview' and (new.ended_at is not null or new.hat <> 'preview')) execute function app.end_sessions_preview();

-- Begins the preview of a grant, or of an invitation that is being written, in the patient's own sign-in. False where there is nothing to see: the
-- grant gives nothing at this moment; null for anyone but the patient. A preview begun before ends.
create function app.begin_preview(p_patient uuid, p_session uuid, p_grant uuid, p_name text, p_relationship text, p_view integer,
    p_manage integer, p_ends_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    shown grant_previews;
begin
    if actor.hat is distinct from 'patient' or not exists (select from app.my_access(p_patient) a where a.basis = 'self')
       or not exists (select from sign_in_sessions s where s.id = p_session and s.account_id = actor.account_id and s.ended_at is null) then
        return null;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 18));
    shown := row(p_patient, app.uuid7(actor.moment), actor.account_id, p_session, null, p_name, p_relationship, p_view, p_manage, p_ends_at, actor.moment,
                 actor.moment + interval '15 minutes', null);
    if p_grant is not null then
        select g.caregiver_account_id, left(c.display_name, 100), g.relationship, d.view_bits, d.manage_bits, d.valid_until
        into shown.of_account_id, shown.of_name, shown.relationship, shown.view_bits, shown.manage_bits, shown.grant_ends_at
        from proxy_grants g cross join lateral app.derive_grant(g) d join accounts c on c.id = g.caregiver_account_id
        where g.patient_id = p_patient and g.id = p_grant and d.valid_from <= actor.moment and (d.valid_until is null or d.valid_until > actor.moment);
        if not found then
            return false;
        end if;
    end if;
    update grant_previews v set ended_at = greatest(actor.moment, v.since) where v.account_id = actor.account_id and v.ended_at is null;
    insert into grant_previews select shown.*;
    update sign_in_sessions s set hat = 'preview' where s.id = p_session;
    perform app.audit('preview.begun', array[p_patient], 'proxy_grant', p_grant, jsonb_build_object('view', shown.view_bits));
    return true;
end $$;

-- Back to the patient's own record.
create function app.end_preview(p_session uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
begin
    perform app.audit('preview.ended', array(select v.patient_id from grant_previews v
        where v.session_id = p_session and v.account_id = actor.account_id and v.ended_at is null));
    update sign_in_sessions s set hat = 'patient' where s.id = p_session and s.account_id = actor.account_id and s.hat = 'preview' and s.ended_at is null;
end $$;

-- The preview that a sign-in wears at this moment; asked before it is known who is asking.
create function app.preview_of(p_session uuid, p_moment timestamptz)
returns table (of_account_id uuid, of_name text, time_zone text, language text, until timestamptz)
language sql stable strict security definer set search_path = pg_catalog, public, pg_temp as $$
    select v.of_account_id, v.of_name, c.time_zone, c.language, v.until
    from grant_previews v left join accounts c on c.id = v.of_account_id
    where v.session_id = p_session and v.ended_at is null and v.until > p_moment
$$;
grant execute on function app.begin_preview(uuid, uuid, uuid, text, text, integer, integer, timestamptz), app.end_preview(uuid), app.preview_of(uuid, timestamptz)
    to carecoord_app;

create or replace function app.my_relationship(p_patient uuid, p_grant uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.relationship from proxy_grants g
    where g.patient_id = p_patient and g.id = p_grant and g.caregiver_account_id = (select app.actor_id())
    union all
    select v.relationship from grant_previews v where v.patient_id = p_patient and v.id = p_grant and v.account_id = (select app.actor_id())
$$;

-- What the patient looks through: what the caregiver may do, which they can do none of, and when the grant ends, which is after the preview does.
create function app.previewed(p_patient uuid) returns table (manage_bits integer, grant_ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select v.manage_bits, v.grant_ends_at from grant_previews v
    where v.patient_id = p_patient and v.account_id = (select app.actor_id()) and v.ended_at is null and v.until > (select app.actor_moment())
      and (select app.actor_hat()) = 'preview'
$$;

-- Whose eyes look: the asker's own, or the caregiver's while the patient looks at what they see. Null where these have no account yet.
create function app.eyes() returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when (select app.actor_hat()) <> 'preview' then (select app.actor_id())
                else (select v.of_account_id from grant_previews v where v.account_id = (select app.actor_id()) and v.ended_at is null) end
$$;
grant execute on function app.previewed(uuid), app.eyes() to carecoord_app;

-- As before; what the patient tries out themselves is nobody else's access.
create or replace function app.who_may_see(p_patient uuid)
returns table (account_id uuid, name text, basis text, basis_id uuid, detail text, view_bits integer, manage_bits integer,
               valid_from timestamptz, valid_until timestamptz, stands_in_for text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.account_id, c.display_name, a.basis, a.basis_id, coalesce(m.role, g.relationship), a.view_bits, a.manage_bits,
           a.valid_from, a.valid_until, f.display_name
    from patient_access a
    join accounts c on c.id = a.account_id
    left join stand_ins s on a.basis in ('caseload', 'care_team') and s.patient_id = a.patient_id and s.id = a.basis_id
    left join accounts f on f.id = s.for_account_id
    left join care_team_members m on a.basis = 'care_team' and m.patient_id = a.patient_id and m.id = coalesce(s.relation_id, a.basis_id)
    left join proxy_grants g on a.basis = 'proxy_grant' and g.patient_id = a.patient_id and g.id = a.basis_id
    where a.patient_id = p_patient and a.basis <> 'preview'
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & 128 <> 0
    order by array_position(array['self', 'proxy_grant', 'broken_glass', 'caseload', 'care_team'], a.basis), s.id is not null, c.display_name
$$;

-- When somebody's access ends or changes, their open pages hear it and ask what is still theirs. The word says only whose pages, and one that is lost
-- does no harm: every page asks again by itself, and every act asks afresh. What the owner loads stirs nobody.
create function app.stir_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if coalesce(current_setting('app.ctx', true), '') <> '' then
        perform app.stir(old.account_id);
    end if;
    return null;
end $$;
create trigger stir after update or delete on patient_access for each row execute function app.stir_access();
