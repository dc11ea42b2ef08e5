-- Says "reviewed", "own" where the reviewer broke it, or "changed" where it was settled or reviewed by somebody else since it was seen.
-- Null where there is no such thing for the asker.
create or replace function app.review_glass(p_id uuid, p_verdict text, p_note text, p_seen timestamptz) returns text
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
    update broken_glass g set reviewed_by = actor.account_id, reviewed_at = actor.moment, verdict = p_verdict, review_note = p_note
        where g.id = p_id;
    perform app.audit('glass.reviewed', array[glass.patient_id], 'broken-glass', p_id, jsonb_build_object('verdict', p_verdict));
    return 'reviewed';
end $$;
grant execute on function app.review_glass(uuid, text, text, timestamp with time zone) to carecoord_app;
