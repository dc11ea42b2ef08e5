-- Who has seen or changed this record, the latest day first, for those who may see its access history. What one person does of one kind
-- on one day is one line, while no more than an hour lies between two times. What they saw in lists is one line a day. Of a day, broken
-- glass comes first, then who read the record for the first time, then the others. What the asker did themselves comes last. A line is
-- placed by its beginning, so that it stays where it is when it grows. Days are read one by one until there are enough lines. A link of
-- a mail that was only opened is no line.
create or replace function app.who_has_seen(p_patient uuid, p_zone text, p_readings text[], p_lists text[], p_name text, p_kind text,
                                            p_day date, p_after_day date, p_after_mark integer, p_after uuid, p_limit integer)
returns table (id uuid, since timestamptz, until timestamptz, times integer, account_id uuid, name text, hat text, acted_for boolean,
               action text, mark text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    myself uuid    := app.eyes();
    worn   text    := app.actor_hat();
    latest date    := least(p_after_day, p_day);
    bound  uuid    := case when latest is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else app.first_audit_id(latest + 1, p_zone) end;
    wanted integer := p_limit;
    given  integer;
    newest uuid;
    today  date;
begin
    if coalesce((select bit_or(v.view_bits) from app.my_access(p_patient) v) & {{Category.AccessHistory}}, 0) = 0 then
        return;
    end if;
    while wanted > 0 loop
        select s.audit_id, (e.at at time zone p_zone)::date into newest, today
        from audit_subjects s join audit_entries e on e.id = s.audit_id
        where s.patient_id = p_patient and s.audit_id < bound
        order by s.audit_id desc limit 1;
        exit when newest is null or today < p_day;
        return query
        with acts as (
            select s.audit_id as id, e.at, e.account_id, c.display_name as name, e.hat, e.action,
                   e.acting_for is not distinct from p_patient as acted_for
            from audit_subjects s
            join audit_entries e on e.id = s.audit_id
            left join accounts c on c.id = e.account_id
            where s.patient_id = p_patient and s.audit_id < bound and s.audit_id >= least(newest, app.first_audit_id(today, p_zone))
              and (e.hat, e.action) <> ('system', 'invitation.opened')
              and (p_name is null or position(lower(p_name) in lower(c.display_name)) > 0)
              and (p_kind is null or p_kind = case when e.action = 'glass.broken' then 'broke_glass'
                                                   when e.action = any (p_readings || p_lists) then 'looked' else 'changed' end)
        ), apart as (
            select a.*, coalesce(a.action <> all (p_lists) and a.at - lag(a.at) over w > interval '{{WhoDid.MinutesApart}} minutes',
                                 false)::integer as begins
            from acts a window w as (partition by a.account_id, a.hat, a.acted_for, a.action order by a.id)
        ), numbered as (
            select a.*, sum(a.begins) over (partition by a.account_id, a.hat, a.acted_for, a.action order by a.id) as line from apart a
        ), lines as (
            select (array_agg(n.id order by n.id))[1] as id, min(n.at) as since, max(n.at) as until, count(*)::integer as times,
                   n.account_id, n.name, n.hat, n.acted_for, n.action
            from numbered n group by n.account_id, n.name, n.hat, n.acted_for, n.action, n.line
        ), marked as (
            select l.*, case
                when l.account_id = myself and (l.hat = worn or (worn, l.hat) in (('preview', 'caregiver'), ('patient', 'preview'))) then 3
                when l.action = 'glass.broken' then 0
                when l.action = any (p_readings) and l.hat not in ('system', 'card') and not exists (
                    select from audit_subjects s join audit_entries e on e.id = s.audit_id
                    where s.patient_id = p_patient and s.audit_id < l.id and e.account_id = l.account_id and e.action <> all (p_lists)
                    order by s.audit_id desc limit 1) then 1
                else 2 end as mark
            from lines l
        )
        select m.id, m.since, m.until, m.times, m.account_id, m.name, m.hat, m.acted_for, m.action,
               (array['broke_glass', 'first_time', 'none', 'own'])[m.mark + 1]
        from marked m
        where p_after is null or today < p_after_day or m.mark > p_after_mark or (m.mark = p_after_mark and m.id < p_after)
        order by m.mark, m.id desc
        limit wanted;
        get diagnostics given = row_count;
        wanted := wanted - given;
        bound := least(newest, app.first_audit_id(today, p_zone));
    end loop;
end $$;
grant execute on function app.who_has_seen(uuid, text, text[], text[], text, text, date, date, integer, uuid, integer) to carecoord_app;
