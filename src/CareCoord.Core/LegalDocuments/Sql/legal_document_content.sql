-- What was copied from a document, as it is kept when it is amended; what the paper does not say is left out.
create or replace function app.legal_document_content(d legal_documents) returns jsonb
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
    return jsonb_strip_nulls(jsonb_build_object(
        'kind', d.kind, 'signed_on', d.signed_on, 'signed_by', d.signed_by, 'witnesses', d.witnesses, 'notary', d.notary,
        'jurisdiction', d.jurisdiction,
        'expires_on', d.expires_on, 'review_on', d.review_on, 'paper_is_at', d.paper_is_at, 'powers_granted', d.powers_granted,
        'powers_withheld', d.powers_withheld,
        'decisions', jsonb_build_object('cpr', nullif(d.cpr, 'not_said'), 'intubation', nullif(d.intubation, 'not_said'),
                                        'tube_feeding', nullif(d.tube_feeding, 'not_said'),
            'iv_fluids', nullif(d.iv_fluids, 'not_said'), 'antibiotics', nullif(d.antibiotics, 'not_said'),
            'dialysis', nullif(d.dialysis, 'not_said'),
            'comfort_only', nullif(d.comfort_only, 'not_said')),
        'springing', nullif(d.springing, false), 'labels', nullif(d.labels, 0),
        'agents', (select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'phone', a.phone, 'relationship', a.relationship,
                                                                'account_id', a.account_id) order by a.rank), '[]')
                   from legal_document_agents a where a.patient_id = d.patient_id and a.document_id = d.id and a.version = d.version)));
end $$;
