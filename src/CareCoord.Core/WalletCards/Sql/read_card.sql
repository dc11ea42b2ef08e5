-- What a card shows: what is in effect and carries no sensitivity label. A row comes back only within a visit.
create or replace function app.read_card(p_token bytea, p_session bytea)
returns table (name text, birth_date date, time_zone text, ends_at timestamptz, documents text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select p.given_name || ' ' || p.family_name, p.birth_date, p.time_zone, c.ends_at,
           (select coalesce(jsonb_agg(jsonb_build_object(
                       'id', d.id, 'kind', d.kind, 'signed_on', d.signed_on, 'expires_on', d.expires_on, 'springing', d.springing,
                       'pages', f.pages,
                       'is_open', f.scan in ('clean', 'unscanned_not_configured'), 'granted', d.powers_granted,
                       'withheld', d.powers_withheld, 'paper_is_at', d.paper_is_at,
                       'decisions', jsonb_build_array(d.cpr, d.intubation, d.tube_feeding, d.iv_fluids, d.antibiotics, d.dialysis,
                                                      d.comfort_only),
                       'former', (select coalesce(jsonb_agg(jsonb_build_array(v.at, v.content) order by v.version desc), '[]')
                                  from legal_document_versions v where v.patient_id = d.patient_id and v.entry_id = d.id and v.labels = 0),
                       'agents', (select coalesce(jsonb_agg(jsonb_build_array(g.name, g.phone, g.relationship) order by g.rank), '[]')
                                  from legal_document_agents g where g.patient_id = d.patient_id and g.document_id = d.id
                                      and g.version = d.version and g.labels = 0)) order by d.kind, d.id), '[]')
            from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
            where d.patient_id = p.id and d.state = 'accepted' and d.kind <> 'release' and d.labels = 0 and f.labels = 0
              and (d.expires_on is null or d.expires_on >= (app.card_moment() at time zone p.time_zone)::date))::text
    from app.visited_card(p_token, p_session) c join patients p on p.id = c.patient_id;
end $$;
grant execute on function app.read_card(bytea, bytea) to carecoord_app;
