-- Writes one entry for the signed asker. A transaction keeps to one lane, so that two can never wait for each other.
create or replace function app.audit(p_action text, p_patients uuid[], p_kind text default null, p_subject uuid default null,
                          p_details jsonb default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    people uuid[] := array(select distinct p from unnest(p_patients) p order by p);
    lane   audit_lanes;
    entry  audit_entries;
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    select * into lane from audit_lanes l where l.lane = (hashint8(txid_current()) & 15) for update;
    entry := row(app.uuid7(actor.moment), lane.lane, lane.seq + 1, actor.moment, actor.account_id, actor.hat, actor.acting_for,
                 p_action, p_kind, p_subject, p_details, lane.head, null);
    entry.hash := app.audit_hash(entry, people);
    insert into audit_entries select entry.*;
    insert into audit_subjects select p, entry.id from unnest(people) p;
    update audit_lanes l set seq = entry.seq, head = entry.hash where l.lane = entry.lane;
    return entry.id;
end $$;
grant execute on function app.audit(text, uuid[], text, uuid, jsonb) to carecoord_app;
