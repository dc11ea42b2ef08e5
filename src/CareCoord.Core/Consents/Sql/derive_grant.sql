-- The one place that says which access comes of a grant; an update of the grant asks again. One that is suspended gives none. One that
-- rests on a document holds while it is in effect and names its holder, and a springing one only while an incapacity stands.
create or replace function app.derive_grant(g proxy_grants) returns setof patient_access
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
    select g.caregiver_account_id, g.patient_id, 'proxy_grant', g.id, g.view_bits, g.manage_bits, h.since, h.until
    from patients p
    left join legal_documents d on d.patient_id = g.patient_id and d.id = g.rests_on_document_id
    left join lateral (select n.since, least(n.until, n.lifted_at) as until from incapacities n
                       where d.springing and n.patient_id = g.patient_id order by n.since desc limit 1) i on true
    cross join lateral (select greatest(g.starts_at, d.reviewed_at, i.since) as since,
                               least(g.ends_at, (d.expires_on + 1)::timestamp at time zone p.time_zone, i.until) as until) h
    where p.id = g.patient_id and g.suspended_at is null
      and (g.rests_on_document_id is null or (d.state = 'accepted' and exists (
          select from legal_document_agents n where n.patient_id = d.patient_id and n.document_id = d.id and n.version = d.version
          and n.account_id = g.caregiver_account_id)))
      and (d.springing is not true or i.since is not null) and (h.until is null or h.until > h.since or g.rests_on_document_id is null);
end $$;
