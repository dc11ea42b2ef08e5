-- What follows from legal documents: who is told and asked to read them, the proxy grants that rest on them, and the sweeping of their files.

-- The providers who are on a care team now. Read as part of the statement that asks, so that it looks up the one patient asked for.
create function app.team_providers() returns table (patient_id uuid, account_id uuid) language sql stable as $$
    select distinct m.patient_id, m.account_id from public.care_team_members m
    where m.provider_id is not null and m.since <= app.actor_moment() and (m.until is null or m.until > app.actor_moment())
$$;

-- Who has to do with a patient's legal documents now, for those who see them and for the portal itself; of the proxies, those who see these labels.
create function app.document_people(p_patient uuid, p_labels integer default 0) returns table (account_id uuid, hat text, part text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.account_id, p.hat, p.part
    from (
        select a.account_id, 'patient', 'patient' from patients a where a.id = p_patient and a.account_id is not null
        union all
        select c.coordinator_account_id, 'coordinator', 'coordinator' from caseload_assignments c
        where c.patient_id = p_patient and c.since <= app.actor_moment() and (c.until is null or c.until > app.actor_moment())
        union all
        select m.account_id, 'provider', 'provider' from app.team_providers() m where m.patient_id = p_patient
        union all
        select a.account_id, 'caregiver', 'proxy' from patient_access a
        where a.patient_id = p_patient and a.basis = 'proxy_grant' and a.view_bits & 16 <> 0 and a.view_bits & p_labels = p_labels
          and a.valid_from <= app.actor_moment() and (a.valid_until is null or a.valid_until > app.actor_moment())
    ) p (account_id, hat, part)
    where (select app.is_worker()) or (select coalesce(bit_or(v.view_bits), 0) from app.my_access(p_patient) v) & 16 <> 0
$$;

-- Whether the asker coordinates this patient's care, also in somebody's place, or is the portal itself.
create function app.coordinates(p_patient uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select app.is_worker() or exists (select from app.my_access(p_patient) a where a.basis = 'caseload' and a.manage_bits & 16 <> 0)
$$;

-- Asks every provider of the care team who was not asked yet to read a document in effect, and tells them.
create function app.ask_readers(p_patient uuid, p_document uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    reader uuid;
    asked  integer := 0;
begin
    if not app.coordinates(p_patient) then
        raise exception 'only their coordinator asks for a document to be read' using errcode = 'insufficient_privilege';
    end if;
    for reader in
        insert into document_readings
        select d.patient_id, app.uuid7(app.actor_moment()), d.id, m.account_id, app.actor_moment(), null, null, d.labels
        from legal_documents d join app.team_providers() m on m.patient_id = d.patient_id
        where d.patient_id = p_patient and d.id = p_document and d.state = 'accepted'
        on conflict (patient_id, document_id, account_id) do nothing
        returning account_id
    loop
        perform app.tell(reader, 'provider', 'document_accepted', p_patient, p_document);
        asked := asked + 1;
    end loop;
    return asked;
end $$;

-- Reminds those on the care team who have not confirmed and were not asked or reminded for so long; how many.
create function app.remind_readers(p_patient uuid, p_document uuid, p_quiet interval) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    reader   uuid;
    reminded integer := 0;
begin
    if not app.coordinates(p_patient) then
        raise exception 'only their coordinator reminds' using errcode = 'insufficient_privilege';
    end if;
    for reader in
        update document_readings r set reminded_at = app.actor_moment()
        from legal_documents d
        where r.patient_id = p_patient and r.document_id = p_document and d.patient_id = r.patient_id and d.id = r.document_id and d.state = 'accepted'
          and r.confirmed_at is null and coalesce(r.reminded_at, r.asked_at) <= app.actor_moment() - p_quiet
          and exists (select from app.team_providers() m where m.patient_id = r.patient_id and m.account_id = r.account_id)
        returning r.account_id
    loop
        perform app.tell(reader, 'provider', 'document_read_reminder', p_patient, p_document);
        reminded := reminded + 1;
    end loop;
    return reminded;
end $$;

-- What the portal itself has to do with documents at this moment: those whose last day is over where the patient lives; those whose readers
-- are to be asked, or to be reminded; those that wait for a review which nobody may do.
create function app.documents_due(p_quiet interval) returns table (patient_id uuid, id uuid, due text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
begin
    return query
    select d.patient_id, d.id, 'expired' from legal_documents d join patients p on p.id = d.patient_id
    where d.state = 'accepted' and d.expires_on < (moment at time zone p.time_zone)::date
    union all
    select distinct d.patient_id, d.id, 'unasked' from legal_documents d join app.team_providers() m on m.patient_id = d.patient_id
    where d.state = 'accepted' and not exists (select from document_readings r where r.patient_id = d.patient_id and r.document_id = d.id and r.account_id = m.account_id)
    union all
    select distinct d.patient_id, d.id, 'unread' from document_readings r join legal_documents d on d.patient_id = r.patient_id and d.id = r.document_id
    join app.team_providers() m on m.patient_id = r.patient_id and m.account_id = r.account_id
    where d.state = 'accepted' and r.confirmed_at is null and coalesce(r.reminded_at, r.asked_at) <= moment - p_quiet and r.asked_at > moment - interval '30 days'
    union all
    select d.patient_id, d.id, 'unreviewable' from legal_documents d
    join caseload_assignments c on c.patient_id = d.patient_id and c.since <= moment and (c.until is null or c.until > moment) and c.coordinator_account_id = d.uploaded_by
    where d.state = 'submitted' and not exists (select from stand_ins s where s.patient_id = d.patient_id and s.basis = 'caseload' and s.account_id <> d.uploaded_by
                                                                        and s.since <= moment and s.until > moment);
end $$;

-- A grant that rests on a document holds while the document is in effect, and a springing one only while an incapacity stands. When a newer
-- version takes the document's place, the grant goes on with it where the new one names the caregiver again, and ends where it does not.
alter table proxy_grants add column rests_on_document_id uuid;
alter table proxy_grants add foreign key (patient_id, rests_on_document_id) references legal_documents (patient_id, id);
create index on proxy_grants (patient_id, rests_on_document_id) where rests_on_document_id is not null;

-- The one place that says which access comes of a grant; an update of the grant asks again. One that is suspended gives none.
create or replace function app.derive_grant(g proxy_grants) returns setof patient_access
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select g.caregiver_account_id, g.patient_id, 'proxy_grant', g.id, g.view_bits, g.manage_bits, h.since, h.until
    from patients p
    left join legal_documents d on d.patient_id = g.patient_id and d.id = g.rests_on_document_id
    left join lateral (select n.since, least(n.until, n.lifted_at) as until from incapacities n
                       where d.springing and n.patient_id = g.patient_id order by n.since desc limit 1) i on true
    cross join lateral (select greatest(g.starts_at, d.reviewed_at, i.since) as since,
                               least(g.ends_at, (d.expires_on + 1)::timestamp at time zone p.time_zone, i.until) as until) h
    where p.id = g.patient_id and g.suspended_at is null
      and (g.rests_on_document_id is null or d.state = 'accepted')
      and (d.springing is not true or i.since is not null) and (h.until is null or h.until > h.since or g.rests_on_document_id is null)
$$;

create function app.follow_document() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_table_name = 'legal_documents' then
        if new.state = 'accepted' and new.supersedes_id is not null then
            update proxy_grants g set rests_on_document_id = new.id
            where g.patient_id = new.patient_id and g.rests_on_document_id = new.supersedes_id
              and exists (select from legal_document_agents a where a.patient_id = new.patient_id and a.document_id = new.id and a.account_id = g.caregiver_account_id);
        end if;
        update proxy_grants g set rests_on_document_id = new.id where g.patient_id = new.patient_id and g.rests_on_document_id = new.id;
    else
        update proxy_grants g set rests_on_document_id = d.id from legal_documents d
        where g.patient_id = new.patient_id and d.patient_id = g.patient_id and d.id = g.rests_on_document_id and d.springing;
    end if;
    return null;
end $$;
create trigger follow_document after update of state on legal_documents for each row execute function app.follow_document();
create trigger follow_document after insert or update on incapacities for each row execute function app.follow_document();

-- Lets a grant rest on a power of attorney or a guardianship order that names its holder: by the coordinator who reviews it, or the patient.
create function app.rest_grant(p_patient uuid, p_grant uuid, p_document uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from app.my_access(p_patient) a where a.basis in ('self', 'caseload') and a.manage_bits & 16 <> 0) then
        raise exception 'only the patient or their coordinator says on what a grant rests' using errcode = 'insufficient_privilege';
    end if;
    update proxy_grants g set rests_on_document_id = p_document
    from legal_documents d
    where g.patient_id = p_patient and g.id = p_grant and d.patient_id = g.patient_id and d.id = p_document
      and d.kind in ('health_care_power_of_attorney', 'guardianship_order') and d.state = 'accepted'
      and exists (select from legal_document_agents a where a.patient_id = d.patient_id and a.document_id = d.id and a.account_id = g.caregiver_account_id);
    return found;
end $$;

-- The document on which the asker's own grant rests, or the one through which the patient looks; who does not see the grants themselves reads it here.
create function app.my_grant_rests_on(p_patient uuid, p_basis uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.rests_on_document_id from proxy_grants g
    where g.patient_id = p_patient and g.id = p_basis and g.caregiver_account_id = (select app.actor_id())
    union all
    select g.rests_on_document_id from grant_previews v join proxy_grants g on g.patient_id = v.patient_id and g.caregiver_account_id = v.of_account_id
    where v.patient_id = p_patient and v.id = p_basis and v.account_id = (select app.actor_id()) and tstzrange(g.starts_at, g.ends_at) @> app.actor_moment()
$$;

-- The sweeping of files, which the portal itself does: which of these are known here; and dropping drafts of a month ago and rows that no
-- document points at, so that their files go next.
create function app.files_known(p_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform app.require_worker();
    return array(select f.id from document_files f where f.id = any (p_ids));
end $$;

create function app.drop_unused_files(p_before timestamptz) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.require_worker();
    gone   uuid[];
begin
    perform app.audit('legal-document.draft-dropped', array[d.patient_id], 'legal_document', d.id)
    from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '30 days';
    delete from legal_documents d where d.state = 'draft' and d.uploaded_at < moment - interval '30 days';
    with dropped as (
        delete from document_files f
        where f.uploaded_at < p_before and not exists (select from legal_documents d where d.patient_id = f.patient_id and d.file_id = f.id)
        returning f.id
    )
    select coalesce(array_agg(d.id), '{}') into gone from dropped d;
    return gone;
end $$;

grant execute on function app.document_people(uuid, integer), app.coordinates(uuid), app.ask_readers(uuid, uuid), app.remind_readers(uuid, uuid, interval),
    app.documents_due(interval), app.rest_grant(uuid, uuid, uuid), app.my_grant_rests_on(uuid, uuid), app.files_known(uuid[]), app.drop_unused_files(timestamptz) to carecoord_app;
