using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>
/// The SQL of the caseload desk, one statement. It reads everybody with what their row is sorted and filtered by, the counts of all, and a
/// page of those found. What has changed since the asker looked is worked out for the people of the page only.
/// </summary>
internal static class CaseloadDeskSql
{
    public const int PageSize = 50;

    /// <summary>The most changes that a row names; the others are counted.</summary>
    private const int MostChanges = 3;

    private const string Desk =
        CaseloadSql.Ranked
        + $"""
            , desk as materialized (
                select p.*, k.level as risk, k.reason as risk_reason, k.set_at as risk_at,
                       case k.level when 'high' then 0 when 'rising' then 1 when 'low' then 2 else 3 end as risk_rank,
                       w.late as late_tasks, v.id as visit_id, v.title as visit_title, v.starts_at as visit_at,
                       v.is_there as visit_is_there, v.provider_id,
                       n.id as task_id, n.title as task_title, n.due_at as task_due, {TransitionClock.Columns}, l.looked_at,
                       {DocumentsOf.Columns}
                from ranked p
                left join lateral (select r.level, r.reason, r.set_at from risk_levels r where r.patient_id = p.id
                                   order by r.set_at desc, r.id desc limit 1) k on true
                cross join lateral (select count(*)::integer as late from care_tasks t
                                    where t.patient_id = p.id and t.closed_at is null and t.due_key < (select app.actor_moment())) w
                left join lateral (select t.id, t.title, t.due_at from care_tasks t
                                   where t.patient_id = p.id and t.closed_at is null and t.due_key >= (select app.actor_moment())
                                     and t.due_key < 'infinity'
                                   order by t.due_key, t.id limit 1) n on true
                {CaseloadSql.NextVisit}
                {TransitionClock.Join}
                {DocumentsOf.Join}
                left join last_looks l on l.patient_id = p.id and l.account_id = (select app.actor_id())
            )
            """;

    // What happened after p.looked_at, with the id of the visit or the task that it is about.
    private const string Changes = """
        select 'plan_published' as kind, t.version::text as about, t.published_at as at, null::uuid as ref
        from treatment_plans t where t.patient_id = p.id and t.state = 'published' and t.published_at > p.looked_at
        union all
        select case when a.state in ('cancelled', 'missed') then 'visit_' || a.state when a.moved_at > p.looked_at then 'visit_moved'
                    else 'visit_booked' end,
               a.title, e.at, a.id
        from appointments a
        cross join lateral (select case a.state when 'cancelled' then a.cancelled_at when 'missed' then a.ends_at
                                        else greatest(a.moved_at, a.booked_at) end as at) e
        where a.patient_id = p.id and a.state <> 'kept' and e.at > p.looked_at
        union all
        select 'task_' || c.action, t.title, c.at, c.task_id
        from care_task_entries c join care_tasks t on t.patient_id = c.patient_id and t.id = c.task_id
        where c.patient_id = p.id and c.at > p.looked_at and c.action in ('declined', 'done', 'waits', 'noted')
          and c.account_id <> (select app.actor_id())
        union all
        select case when e.joined then 'team_joined' else 'team_left' end, o.display_name, e.at, null
        from care_team_members m join accounts o on o.id = m.account_id
        cross join lateral (values (true, m.since), (false, m.until)) e (joined, at)
        where m.patient_id = p.id and m.account_id <> (select app.actor_id()) and e.at > p.looked_at and e.at <= (select app.actor_moment())
        union all
        select 'readings', count(*)::text, max(g.taken_at), null from goal_readings g
        where g.patient_id = p.id and g.taken_at > p.looked_at and g.taken_at <= (select app.actor_moment()) having count(*) > 0
        """;

    /// <summary>
    /// The counts of everybody, and a page of those found, one row more than the page; without anybody found, one row of counts alone.
    /// </summary>
    public static Sql Page(CaseloadFilter asked)
    {
        var key = CaseloadKey.Of(asked);
        Guid? after = Guid.TryParseExact(asked.After, "N", out var id) ? id : null;
        return new Sql(
            $"""
            {Desk}, found as (
                select d.* from desk d
                where (not $1::boolean or cardinality(d.kinds) > 0) and ($2::text is null or $2 = any (d.kinds))
                  and ($3::text is null or d.risk = $3)
                  and (not $4::boolean or d.late_tasks > 0) and (not $5::boolean or d.clock_left_at is not null)
                  and (not $9::boolean or d.lacking > 0)
                  and ($6::text is null or position(lower($6) in lower(d.name)) > 0)
            ), shown as (
                select d.*, row_number() over (order by {key.Order}) as place from found d
                where $7::uuid is null or ({key.Columns}) {key.Follows} (select {key.Columns} from desk d where d.id = $7)
                order by {key.Order} limit $8 + 1
            ), counts as (
                select count(*)::integer as counts_people, (count(*) filter (where cardinality(kinds) > 0))::integer as counts_need,
                       (count(*) filter (where late_tasks > 0))::integer as counts_late,
                       (count(*) filter (where clock_left_at is not null))::integer as counts_transition,
                       (count(*) filter (where risk = 'high'))::integer as counts_high_risk,
                       (count(*) filter (where lacking > 0))::integer as counts_documents,
                       (select count(*) from found)::integer as counts_found,
                       array[(select app.actor_id())] || (select app.stood_in_for()) as changes_of
                from desk
            )
            select c.*, p.id as row_patient_id, p.name as row_name, p.birth_date as row_birth_date,
                   {RecordNumber.WhereEqual("p.id")} as row_number, b.name as row_main_problem,
                   p.stands_in_for as row_stands_in_for,
                   p.risk as row_risk_level, p.risk_reason as row_risk_reason, p.risk_at as row_risk_since, p.reasons as row_reasons,
                   p.late_tasks as row_late,
                   p.clock_left_at as row_clock_left_at, p.clock_from_place as row_clock_from_place, p.clock_task as row_clock_task,
                   p.clock_due_at as row_clock_due_at,
                   p.clock_is_late as row_clock_is_late, p.looked_at as row_looked_at, coalesce(x.newest, '[]') as row_changes,
                   greatest(x.changes - {MostChanges}, 0) as row_more_changes, p.version as row_plan_version,
                   p.published_at as row_plan_published_at,
                   p.has_directive as row_documents_has_directive, p.has_attorney as row_documents_has_power_of_attorney,
                   p.documents_waiting as row_documents_one_waits, p.runs_out_on as row_documents_runs_out_on,
                   p.visit_at, p.visit_id, p.visit_title, p.visit_is_there, w.display_name as visit_with,
                   p.task_due as task_at, p.task_id, p.task_title
            from counts c
            left join shown p on true
            {CaseloadSql.MainProblem}
            {CaseloadSql.With("p.provider_id")}
            left join lateral (
                select to_jsonb((array_agg(jsonb_build_object('kind', e.kind, 'about', e.about, 'at', e.at, 'id', e.ref)
                                           order by e.at desc))[1:{MostChanges}]) as newest, count(*)::integer as changes
                from ({Changes}) e) x on true
            order by p.place
            offset (select app.show(array(select id from shown order by place limit $8)))
            """,
            asked.Need,
            asked.Reason?.Snake(),
            asked.Risk?.Snake(),
            asked.Late,
            asked.Transition,
            Typed(asked.Name),
            after,
            PageSize,
            asked.Documents
        );
    }

    // A NUL cannot be sent to the database, and no name has one.
    private static string? Typed(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Replace("\0", "").Trim();
}
