-- The hash of an entry over all that it says, the people it is about, and the entry before it in its lane.
create or replace function app.audit_hash(e audit_entries, subjects uuid[]) returns bytea
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select sha256(e.previous || convert_to(jsonb_build_array(e.lane, e.seq, e.id, (extract(epoch from e.at) * 1000000)::bigint,
            e.account_id, e.hat, e.acting_for, e.action, e.subject_kind, e.subject_id, e.details,
            e.organisation_id, e.session_id, e.signed_in_by, e.address, e.node, e.version, to_jsonb(subjects))::text, 'UTF8')));
end $$;
