-- The first row of each lane that does not fit its chain, or the lane's head where the newest entries are gone.
create or replace function app.audit_misfits() returns table (lane smallint, seq bigint, audit_id uuid, problem text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with chained as (
        select e.lane, e.seq, e.id, e.hash,
               e.seq = coalesce(lag(e.seq) over chain, 0) + 1 as follows,
               e.previous = coalesce(lag(e.hash) over chain, '\x') as linked,
               e.hash = app.audit_hash(e, array(select s.patient_id from audit_subjects s where s.audit_id = e.id order by 1)) as whole
        from audit_entries e
        window chain as (partition by e.lane order by e.seq)
    ), misfits as (
        select c.lane, c.seq, c.id, case when not c.follows then 'an entry before it is missing'
                                         when not c.linked then 'it does not continue the entry before it'
                                         else 'it was changed after it was written' end as problem
        from chained c where not (c.follows and c.linked and c.whole)
        union all
        select l.lane, l.seq, null, 'the newest entries of the lane are missing'
        from audit_lanes l
        left join lateral (select c.seq, c.hash from chained c where c.lane = l.lane order by c.seq desc limit 1) last on true
        where l.seq <> coalesce(last.seq, 0) or l.head <> coalesce(last.hash, '\x')
    )
    select distinct on (m.lane) m.lane, m.seq, m.id, m.problem from misfits m order by m.lane, m.seq;
end $$;
