-- What administrators review: those not yet reviewed first, the newest first; one of them where it is named. Pages opened are the looks
-- (p_looks) of that person at that record in that time.
create or replace function app.glass_list(p_id uuid, p_reviewed boolean, p_before uuid, p_limit integer, p_looks text[])
returns table (id uuid, account_id uuid, by_whom text, hat text, patient text, since timestamptz, until timestamptz, ended boolean,
               reason_kind text, reason text, pages integer, verdict text, review_note text, reviewed_by text, reviewed_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with listed as (
        select g.* from broken_glass g
        where (select app.wears(array['administrator'])) and (p_id is null or g.id = p_id)
          and (p_before is null or (g.verdict is not null) > p_reviewed or ((g.verdict is not null) = p_reviewed and g.id < p_before))
        order by (g.verdict is not null), g.id desc limit p_limit + 1
    )
    select l.id, l.account_id, a.display_name, l.hat, p.given_name || ' ' || p.family_name, l.since, coalesce(l.ended_at, l.until),
           l.ended_at is not null, l.reason_kind, l.reason,
           (select count(*) from audit_subjects s join audit_entries e on e.id = s.audit_id
            where s.patient_id = l.patient_id and s.audit_id >= app.uuid_from(l.since)
              and s.audit_id < app.uuid_from(coalesce(l.ended_at, l.until) + interval '1 millisecond')
              and e.account_id = l.account_id and e.at >= l.since and e.at <= coalesce(l.ended_at, l.until)
              and e.action = any (p_looks))::integer,
           l.verdict, l.review_note, r.display_name, l.reviewed_at
    from listed l
    join accounts a on a.id = l.account_id
    join patients p on p.id = l.patient_id
    left join accounts r on r.id = l.reviewed_by
    order by (l.verdict is not null), l.id desc
    offset (select app.show(array(select s.patient_id from listed s order by (s.verdict is not null), s.id desc limit p_limit)));
end $$;
grant execute on function app.glass_list(uuid, boolean, uuid, integer, text[]) to carecoord_app;
