-- Writes one entry for the signed asker, with where they ask from. A transaction keeps to one lane, so that two can never wait for each
-- other.
create or replace function app.audit(p_action text, p_patients uuid[], p_kind text default null, p_subject uuid default null,
                          p_details jsonb default null) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor  app.actor := app.actor();
    origin text[] := string_to_array(current_setting('app.ctx', true), '|');
    people uuid[] := array(select distinct p from unnest(p_patients) p order by p);
    lane   audit_lanes;
    entry  audit_entries;
begin
    if actor.account_id is null then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    select * into lane from audit_lanes l where l.lane = (hashint8(txid_current()) & 15) for update;
    entry.id := app.uuid7(actor.moment);
    entry.lane := lane.lane;
    entry.seq := lane.seq + 1;
    entry.at := actor.moment;
    entry.account_id := actor.account_id;
    entry.hat := actor.hat;
    entry.acting_for := actor.acting_for;
    entry.action := p_action;
    entry.subject_kind := p_kind;
    entry.subject_id := p_subject;
    entry.details := p_details;
    entry.organisation_id := (select o.id from organisations o order by o.id limit 1);
    entry.session_id := nullif(origin[6], '')::uuid;
    entry.signed_in_by := nullif(origin[7], '');
    entry.address := nullif(origin[8], '')::inet;
    entry.node := origin[9];
    entry.version := origin[10];
    entry.previous := lane.head;
    entry.hash := app.audit_hash(entry, people);
    insert into audit_entries select entry.*;
    insert into audit_subjects select p, entry.id from unnest(people) p;
    update audit_lanes l set seq = entry.seq, head = entry.hash where l.lane = entry.lane;
    return entry.id;
end $$;
grant execute on function app.audit(text, uuid[], text, uuid, jsonb) to carecoord_app;
