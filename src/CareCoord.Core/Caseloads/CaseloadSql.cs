using CareCoord.Patients;

namespace CareCoord.Caseloads;

/// <summary>
/// The SQL of who is on the asker's caseload, with those for whom they stand in, and why each needs them, most urgent first.
/// </summary>
internal static class CaseloadSql
{
    /// <summary>
    /// Begins with "with"; ends with the table "ranked": one row for each patient, with the reasons as JSON and their kinds.
    /// </summary>
    public const string Ranked = $$"""
        with held as (
            select distinct on (a.patient_id) a.patient_id, c.display_name as stands_in_for
            from patient_access a
            left join stand_ins s on s.patient_id = a.patient_id and s.id = a.basis_id
            left join accounts c on c.id = s.for_account_id
            where a.basis = 'caseload'
            order by a.patient_id, s.id is not null
        ), mine as (
            select p.id, p.given_name || ' ' || p.family_name as name, {{PatientOrder.Names}} as names, p.birth_date, p.time_zone,
                   t.id as plan_id, t.version, t.published_at,
                   t.review_due, d.today, a.stands_in_for
            from held a
            join patients p on p.id = a.patient_id
            cross join lateral (select ((select app.actor_moment()) at time zone p.time_zone)::date as today) d
            left join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        ), ranked as (
            select m.*, r.urgency, r.kinds, r.reasons
            from mine m
            cross join lateral (
                select coalesce(min(e.rank), 11) as urgency, coalesce(array_agg(e.kind), '{}') as kinds,
                       coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'about', e.about, 'since', e.since) order by e.rank, e.since),
                                '[]') as reasons
                from (
                    select 0 as rank, 'missed_visit' as kind, v.title as about, (v.starts_at at time zone m.time_zone)::date as since
                    from appointments v
                    where v.patient_id = m.id and v.state = 'missed' and v.starts_at > (select app.actor_moment()) - interval '30 days'
                      and not exists (select from appointments b where b.patient_id = m.id and b.provider_id = v.provider_id
                                                                   and b.state = 'booked' and b.starts_at > v.starts_at)
                    union all
                    select 1, 'late_task', t.title, (t.due_at at time zone m.time_zone)::date
                    from (select c.title, c.due_at from care_tasks c
                          where c.patient_id = m.id and c.closed_at is null and c.due_key < (select app.actor_moment())
                          order by c.due_key, c.id limit 1) t
                    union all
                    select 2, 'task_back', t.title, (t.at at time zone m.time_zone)::date
                    from (select c.title, (select max(e.at) from care_task_entries e
                                           where e.patient_id = c.patient_id and e.task_id = c.id and e.action = 'declined') as at
                          from care_tasks c
                          where c.patient_id = m.id and c.closed_at is null and c.state = 'declined'
                          order by c.assigned_at, c.id limit 1) t
                    union all
                    select 3, 'nobody_does', c.title, (l.until at time zone m.time_zone)::date
                    from activities c join care_team_members l on l.patient_id = c.patient_id and l.id = c.owner_member_id
                    where c.patient_id = m.id and c.plan_id = m.plan_id and l.until <= (select app.actor_moment())
                    union all
                    select 4, 'visit_left', v.title, (v.starts_at at time zone m.time_zone)::date
                    from (select a.title, a.starts_at from appointments a
                          where a.patient_id = m.id and a.state = 'booked' and a.starts_at > (select app.actor_moment())
                            and exists (select from care_team_members l
                                        where l.patient_id = m.id and l.provider_id = a.provider_id
                                          and l.until <= (select app.actor_moment()))
                            and not exists (select from care_team_members l
                                            where l.patient_id = m.id and l.provider_id = a.provider_id
                                              and (l.until is null or l.until > (select app.actor_moment())))
                          order by a.starts_at limit 1) v
                    union all
                    select 5, 'no_plan', null, null where m.plan_id is null
                    union all
                    select 6, 'no_outcome', v.title, (v.starts_at at time zone m.time_zone)::date
                    from (select a.title, a.starts_at from appointments a
                          where a.patient_id = m.id and a.state = 'booked' and a.ends_at <= (select app.actor_moment())
                          order by a.starts_at limit 1) v
                    union all
                    select 7, 'document_waits', null, (d.submitted_at at time zone m.time_zone)::date
                    from (select l.submitted_at from legal_documents l
                          where l.patient_id = m.id and l.state in ('submitted', 'in_review')
                          order by l.submitted_at limit 1) d
                    union all
                    select 8, 'goal_late', g.statement, g.due_on
                    from goals g
                    left join lateral (select r.value from goal_readings r where r.patient_id = g.patient_id and r.lineage_id = g.lineage_id
                                       order by r.taken_at desc limit 1) r on true
                    where g.patient_id = m.id and g.plan_id = m.plan_id and g.due_on < m.today and g.target_value is not null
                      and (r.value is null or case g.target_is when 'at_most' then r.value > g.target_value
                                                   else r.value < g.target_value end)
                    union all
                    select 9, 'review_late', null, m.review_due where m.review_due < m.today
                    union all
                    select 10, 'no_visit', null, null
                    where not exists (select from appointments v where v.patient_id = m.id and v.state = 'booked'
                                        and v.ends_at > (select app.actor_moment())
                                                                   and v.starts_at < (select app.actor_moment()) + interval '60 days')) e) r
        )
        """;

    /// <summary>The next visit of each patient <c>p</c>, joined as <c>v</c>; with whom, <see cref="With"/> says.</summary>
    public const string NextVisit = """
        left join lateral (select a.id, a.title, a.starts_at, a.way = 'in_person' as is_there, a.provider_id
                           from appointments a
                           where a.patient_id = p.id and a.state = 'booked' and a.ends_at > (select app.actor_moment())
                           order by a.starts_at limit 1) v on true
        """;

    /// <summary>
    /// Who the provider of a column is, joined as <c>w</c>: for the rows that are shown, not for all of whom they are chosen.
    /// </summary>
    public static string With(string provider) =>
        $"""
            left join lateral (select c.display_name from providers d join accounts c on c.id = d.account_id where d.id = {provider}) w
                on true
            """;

    /// <summary>What a published plan is mainly about, for each patient <c>p</c>, joined as <c>b</c>.</summary>
    public const string MainProblem = """
        left join lateral (select q.name from problems q where q.patient_id = p.id and q.plan_id = p.plan_id order by q.position limit 1) b
            on true
        """;
}
