namespace CareCoord.Bench.Limits;

/// <summary>What each page reads, written by hand: the same facts, without asking who asks. $1 is the patient or the coordinator.</summary>
internal static class LimitSql
{
    private const string Patient = """
        select p.id, p.given_name, p.family_name, p.preferred_name, p.pronouns, p.birth_date, p.time_zone, s.matters_to_me from patients p
        left join patient_stories s on s.patient_id = p.id
        where p.id = $1
        """;

    private const string Visits = """
        select v.id, v.title, v.starts_at, v.ends_at, v.way, v.place, v.how_to_get_in, v.preparation, v.state, v.cancel_reason,
               a.display_name, p.discipline, p.clinic, a.phone_number
        from appointments v join providers p on p.id = v.provider_id join accounts a on a.id = p.account_id
        where v.patient_id = $1
        """;

    private const string Upcoming = Visits + " and v.ends_at > now() and v.state = 'booked' order by v.starts_at, v.id";

    private const string Past = Visits + " and (v.ends_at <= now() or v.state <> 'booked') order by v.starts_at desc, v.id desc limit 20";

    private const string Todos = """
        select c.id, c.title, c.detail, g.own_words, c.part_of_day, k.ticked_at
        from patients p
        join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        join activities c on c.patient_id = p.id and c.plan_id = t.id
        left join goals g on g.patient_id = c.patient_id and g.id = c.goal_id
        left join activity_ticks k on k.patient_id = c.patient_id and k.lineage_id = c.lineage_id
            and k.on_date = (now() at time zone p.time_zone)::date
        where p.id = $1 and c.done_by = 'patient' and c.starts_on <= (now() at time zone p.time_zone)::date
          and (c.ends_on is null or c.ends_on >= (now() at time zone p.time_zone)::date)
          and c.weekdays & (1 << extract(dow from (now() at time zone p.time_zone)::date)::integer) <> 0
        order by c.position
        """;

    private const string Changes = """
        select t.published_at, t.change_note from treatment_plans t
        where t.patient_id = $1 and t.state = 'published' and t.published_at > now() - interval '14 days'
        union all
        select greatest(v.cancelled_at, v.moved_at, v.booked_at), v.title from appointments v
        where v.patient_id = $1 and greatest(v.cancelled_at, v.moved_at, v.booked_at) > now() - interval '14 days' and v.starts_at > now()
        union all
        select a.valid_from, c.display_name from patient_access a join accounts c on c.id = a.account_id
        where a.patient_id = $1 and a.valid_from > now() - interval '14 days' and a.valid_from <= now()
        limit 12
        """;

    private const string Doers = """
        select c.title, c.how_often, a.display_name, m.role from activities c
        join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id and t.state = 'published'
        join care_team_members m on m.patient_id = c.patient_id and m.id = c.owner_member_id and (m.until is null or m.until > now())
        join accounts a on a.id = m.account_id where c.patient_id = $1 order by c.position limit 4
        """;

    private const string Work = """
        select t.id, t.title, t.state, t.due_at, o.display_name from care_tasks t join accounts o on o.id = t.owner_account_id
        where t.patient_id = $1 and t.closed_at is null order by t.due_key limit 6
        """;

    private const string Version = """
        select t.id, t.version, t.published_at, a.display_name, t.change_note, t.review_due from treatment_plans t
        join accounts a on a.id = t.published_by
        where t.patient_id = $1 and t.state = 'published'
        """;

    private const string Problems = """
        select p.id, p.name, p.explanation, p.clinical_name, p.code_system, p.code, p.since
        from problems p join treatment_plans t on t.patient_id = p.patient_id and t.id = p.plan_id
        where p.patient_id = $1 and t.state = 'published' order by p.position
        """;

    private const string Goals = """
        select g.id, g.own_words, g.statement, g.clinical_wording, g.measure, g.unit, g.start_value, g.target_value, g.target_is, r.value,
               r.taken_at, g.due_on, a.display_name
        from goals g join treatment_plans t on t.patient_id = g.patient_id and t.id = g.plan_id
        left join care_team_members m on m.patient_id = g.patient_id and m.id = g.owner_member_id
        left join accounts a on a.id = m.account_id
        left join lateral (select r.value, r.taken_at from goal_readings r where r.patient_id = g.patient_id and r.lineage_id = g.lineage_id
                           order by r.taken_at desc limit 1) r on true
        where g.patient_id = $1 and t.state = 'published' order by g.position
        """;

    private const string Activities = """
        select c.id, c.goal_id, c.title, c.detail, c.clinical_wording, c.done_by, a.display_name, m.role, c.how_often, c.starts_on,
               c.ends_on
        from activities c join treatment_plans t on t.patient_id = c.patient_id and t.id = c.plan_id
        left join care_team_members m on m.patient_id = c.patient_id and m.id = c.owner_member_id
        left join accounts a on a.id = m.account_id
        where c.patient_id = $1 and t.state = 'published' order by c.position
        """;

    private const string Team = """
        select m.id, a.display_name, m.role, m.ask_about, p.clinic, a.phone_number, a.best_way_to_reach
        from care_team_members m join accounts a on a.id = m.account_id left join providers p on p.id = m.provider_id
        where m.patient_id = $1 and m.since <= now() and (m.until is null or m.until > now()) order by m.since
        """;

    private const string Documents = """
        select d.id, d.kind, d.state, d.signed_on, d.expires_on, u.display_name, d.uploaded_at, d.reviewed_at, d.review_words, d.ended_at,
               f.pages, f.scan
        from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id join accounts u on u.id = d.uploaded_by
        where d.patient_id = $1 order by d.state, d.kind, d.uploaded_at desc
        """;

    private const string Incapacity = """
        select i.id, i.since, i.until, i.words from incapacities i
        where i.patient_id = $1 and i.lifted_at is null and i.since <= now() and (i.until is null or i.until > now())
        """;

    private const string Tasks = """
        select t.id, t.title, t.about, t.priority, t.due_at, t.state, t.state_note, p.given_name, p.family_name, o.display_name,
               a.display_name, u.name, t.entry_count, c.steps, c.done
        from (select * from care_tasks t where t.closed_at is null and t.holder_account_id = $1 order by t.due_key, t.id limit 40) t
        join patients p on p.id = t.patient_id join accounts o on o.id = t.owner_account_id
        left join accounts a on a.id = t.asked_account_id left join organisation_units u on u.id = t.asked_unit_id
        left join lateral (select count(*) as steps, count(s.done_at) as done from care_task_steps s where s.patient_id = t.patient_id
                             and s.task_id = t.id) c on true
        order by t.due_key, t.id
        """;

    private const string TaskCounts = """
        select count(*) filter (where holder_account_id = $1), count(*) filter (where due_key < now()),
               count(*) filter (where due_key between now() and now() + interval '7 days'),
               count(*) filter (where state = 'waiting'), count(*) filter (where holder_account_id is distinct from coordinator_account_id)
        from care_tasks where closed_at is null and coordinator_account_id = $1
        """;

    private const string Caseload = """
        select p.id, p.given_name, p.family_name, p.birth_date, k.level, k.reason, w.late, v.title, v.starts_at, v.display_name, n.title,
               n.due_at, r.left_at, l.looked_at,
               t.version, t.published_at, b.name, x.changes, d.documents
        from caseload_assignments c
        join patients p on p.id = c.patient_id
        left join treatment_plans t on t.patient_id = p.id and t.state = 'published'
        left join lateral (select b.name from problems b where b.patient_id = p.id and b.plan_id = t.id order by b.position limit 1) b
            on true
        left join lateral (select r.level, r.reason from risk_levels r where r.patient_id = p.id order by r.set_at desc limit 1) k on true
        cross join lateral (select count(*) as late from care_tasks t where t.patient_id = p.id and t.closed_at is null
                              and t.due_key < now()) w
        left join lateral (select t.title, t.due_at from care_tasks t where t.patient_id = p.id and t.closed_at is null
                             and t.due_key >= now() order by t.due_key limit 1) n on true
        left join lateral (select v.title, v.starts_at, a.display_name from appointments v join providers s on s.id = v.provider_id
                           join accounts a on a.id = s.account_id
                           where v.patient_id = p.id and v.state = 'booked' and v.ends_at > now() order by v.starts_at limit 1) v on true
        left join lateral (select r.left_at from transitions r where r.patient_id = p.id order by r.left_at desc limit 1) r on true
        left join last_looks l on l.patient_id = p.id and l.account_id = $1
        cross join lateral (select count(*) as changes from care_task_entries e where e.patient_id = p.id and e.at > l.looked_at) x
        cross join lateral (select string_agg(d.kind || ' ' || d.state, ', ') as documents from legal_documents d where d.patient_id = p.id
                              and d.state in ('accepted', 'submitted', 'in_review')) d
        where c.coordinator_account_id = $1 and c.since <= now() and (c.until is null or c.until > now())
        order by w.late desc, p.family_name limit 50
        """;

    private const string CaseloadCounts = """
        select count(*), count(*) filter (where exists (select from care_tasks t where t.patient_id = c.patient_id and t.closed_at is null
                                                          and t.due_key < now())),
               count(*) filter (where exists (select from transitions r where r.patient_id = c.patient_id
                                                and r.left_at > now() - interval '30 days'))
        from caseload_assignments c where c.coordinator_account_id = $1 and c.since <= now() and (c.until is null or c.until > now())
        """;

    /// <summary>The statements of a page.</summary>
    public static IReadOnlyList<string> Of(string page) =>
        page switch
        {
            "home" => [Patient, Upcoming + " limit 1", Todos, Changes, Doers, Work],
            "plan" => [Patient, Version, Problems, Goals, Activities, Team, Work],
            "appointments" => [Patient, Upcoming, Past],
            "documents" => [Patient, Incapacity, Documents],
            "tasks" => [TaskCounts, Tasks],
            "caseload" => [CaseloadCounts, Caseload],
            _ => throw new ArgumentOutOfRangeException(nameof(page), page, "There is no such page."),
        };
}
