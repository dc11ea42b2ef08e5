using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// What the SQL of the task lists has in common. It is the places in which a task can stand for somebody, and the columns of a row.
/// </summary>
internal static class CareTaskListSql
{
    public const int PageSize = 40;

    /// <summary>The asker with the colleagues for whom they stand in, and the units in which they work.</summary>
    public const string Who = "who as materialized (select array[app.actor_id()] || app.stood_in_for() as people, app.my_units() as units)";

    public const string Columns = """
        select t.patient_id, t.id as task_id, t.title, t.about, t.priority, t.due_at, t.state, t.state_note,
               coalesce(p.name, app.name_in_queue(t.patient_id, t.id)) as patient, o.display_name as owner,
               coalesce(a.display_name, u.name) as asked,
               (t.owner_account_id = any (who.people))::integer
                   + 2 * coalesce(t.asked_account_id = any (who.people) or t.asked_unit_id = any (who.units), false)::integer
                   + 4 * (t.coordinator_account_id = any (who.people))::integer
                   + 8 * coalesce(t.asked_unit_id = any (who.units), false)::integer as part,
               t.entry_count as seen, coalesce(c.steps, 0)::integer as steps, coalesce(c.done, 0)::integer as steps_done, t.state_reason,
               left(t.why, 120) as why, p.birth_date as born, p.number
        """;

    public static readonly string Joins = $"""
        cross join who
        left join lateral (select p.given_name || ' ' || p.family_name as name, p.birth_date, {RecordNumber.WhereEqual("p.id")} as number
                           from patients p where p.id = t.patient_id limit 1) p on true
        join accounts o on o.id = t.owner_account_id
        left join accounts a on a.id = t.asked_account_id
        left join organisation_units u on u.id = t.asked_unit_id
        left join lateral (select count(*) as steps, count(s.done_at) as done from care_task_steps s where s.patient_id = t.patient_id
                             and s.task_id = t.id) c on true
        """;

    /// <summary>Tasks that are chosen by a "where" to follow, each as a row of a list.</summary>
    public static readonly string Rows = $"with {Who} {Columns} from care_tasks t {Joins}";

    private static readonly ListPlace Held = new("people", "t.holder_account_id = w.id");
    private static readonly ListPlace Offered = new("people", "t.state <> 'assigned' and t.asked_account_id = w.id");
    private static readonly ListPlace Queued = new("units", "t.asked_unit_id = w.id");
    private static readonly ListPlace Delegated = new(
        "people",
        "t.holder_account_id is distinct from t.coordinator_account_id and t.coordinator_account_id = w.id"
    );

    /// <summary>Where the tasks of a list stand.</summary>
    public static ListPlace[] Places(TaskList list) =>
        list switch
        {
            TaskList.Mine => [Held, Offered],
            TaskList.Units => [Queued],
            TaskList.Delegated => [Delegated],
            TaskList.Waiting => [Held, Delegated],
            _ => [Held, Offered, Delegated],
        };

    /// <summary>
    /// From when until when tasks of a list are due, both included; null where that does not matter. The week ends on Sunday.
    /// </summary>
    public static (DateTimeOffset Since, DateTimeOffset Until)? Range(TaskList list, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = zone.DateThere(now);
        return list switch
        {
            TaskList.Late => (DateTimeOffset.MinValue, now.AddMicroseconds(-1)),
            TaskList.Today => (StartOf(today), EndOf(today)),
            TaskList.Week => (StartOf(today), EndOf(today.AddDays((DayOfWeek.Sunday - today.DayOfWeek + 7) % 7))),
            _ => null,
        };

        DateTimeOffset StartOf(DateOnly day) => zone.FirstShowing(day, TimeOnly.MinValue);
        DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);
    }

    /// <summary>How many stand in each list, as an array, then whose changes concern them; at most $1 are counted.</summary>
    public static Sql Counts(TimeZoneInfo zone, DateTimeOffset now)
    {
        const string All = "select t.id from care_tasks t where t.closed_at is null and {0} order by t.due_key, t.id limit $1";
        const string Due = """
            select t.id from care_tasks t where t.closed_at is null and {0} and t.due_key between r.since and r.until
            order by t.due_key, t.id limit $1
            """;
        const string Waiting =
            "select t.id from care_tasks t where t.closed_at is null and {0} and t.state = 'waiting' order by t.due_key, t.id limit $1";
        TaskList[] ranges = [TaskList.Late, TaskList.Today, TaskList.Week];
        return new(
            $"""
            with {Who},
            range (list, since, until) as (select * from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[])),
            found (list, id) as (
                {string.Join(" union all ", Places(TaskList.Mine).Select(place => place.Read($"{(int)TaskList.Mine}, t.id", All)))}
                union all {Queued.Read($"{(int)TaskList.Units}, t.id", All)}
                union all {Delegated.Read($"{(int)TaskList.Delegated}, t.id", All)}
                union all {string.Join(" union all ", Places(TaskList.Late).Select(place => place.Read("r.list, t.id", Due, "range r")))}
                union all {string.Join(
                " union all ",
                Places(TaskList.Waiting).Select(place => place.Read($"{(int)TaskList.Waiting}, t.id", Waiting))
            )})
            select array(select least(count(distinct f.id), $1)::integer from generate_series(0, {Enum.GetValues<TaskList>().Length - 1}) l
                         left join found f on f.list = l group by l order by l) as counts,
                   (select people || units from who) as changes_of
            """,
            TasksView.Most,
            ranges.Select(list => (int)list).ToArray(),
            ranges.Select(list => Range(list, zone, now)!.Value.Since).ToArray(),
            ranges.Select(list => Range(list, zone, now)!.Value.Until).ToArray()
        );
    }
}

/// <summary>A place in which a task can stand for somebody: whose of "who" it is, and by what it is told.</summary>
internal sealed record ListPlace(string Whose, string Is)
{
    /// <summary>
    /// Reads something for each of them (w), and for each row of something else besides where one is said. The place is told where {0}
    /// stands.
    /// </summary>
    public string Read(string columns, string tasks, string? besides = null) =>
        $"""
            (select {columns} from who cross join unnest(who.{Whose}) w (id){(besides is null ? "" : $" cross join {besides}")}
             cross join lateral ({string.Format(null, tasks, Is)}) t)
            """;
}
