using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// The SQL of the task lists. Each place in which a task can stand for somebody (they hold it, it is offered to them, it is in their unit's queue, they
/// coordinate it) is read in order from the index that begins with that place, at most a page of it; the places are then put together.
/// </summary>
internal static class CareTaskListSql
{
    public const int PageSize = 40;

    private const string People = "(select unnest(array[app.actor_id()] || app.stood_in_for()) as id) p";

    private static readonly string[] Mine =
    [
        $"{People} cross join lateral (select {{0}} from care_tasks t{{1}} where t.closed_at is null and t.holder_account_id = p.id{{2}}) x",
        $"{People} cross join lateral (select {{0}} from care_tasks t{{1}} where t.closed_at is null and t.state <> 'assigned' and t.asked_account_id = p.id{{2}}) x",
    ];

    private static readonly string[] Units =
    [
        "(select unnest(app.my_units()) as id) p cross join lateral (select {0} from care_tasks t{1} where t.closed_at is null and t.asked_unit_id = p.id{2}) x",
    ];

    private static readonly string[] Delegated =
    [
        $$"""
        {{People}} cross join lateral (select {0} from care_tasks t{1} where t.closed_at is null and t.holder_account_id is distinct from t.coordinator_account_id
                                                                          and t.coordinator_account_id = p.id{2}) x
        """,
    ];

    private const string Columns =
        """
        select t.patient_id, t.id, t.title, t.about, t.priority, t.due_at, t.state, t.state_note,
               coalesce(p.given_name || ' ' || p.family_name, app.name_in_queue(t.patient_id, t.id)), o.display_name, coalesce(a.display_name, u.name),
               (t.owner_account_id = any (w.people))::integer
                   + 2 * coalesce(t.asked_account_id = any (w.people) or t.asked_unit_id = any (w.units), false)::integer
                   + 4 * (t.coordinator_account_id = any (w.people))::integer
                   + 8 * coalesce(t.asked_unit_id = any (w.units), false)::integer,
               t.acts, coalesce(c.steps, 0)::integer, coalesce(c.done, 0)::integer
        """;

    private const string Joins =
        """
        cross join lateral (select array[app.actor_id()] || app.stood_in_for() as people, app.my_units() as units) w
        left join patients p on p.id = t.patient_id
        join accounts o on o.id = t.owner_account_id
        left join accounts a on a.id = t.asked_account_id
        left join organisation_units u on u.id = t.asked_unit_id
        left join lateral (select count(*) as steps, count(s.done_at) as done from care_task_steps s where s.patient_id = t.patient_id and s.task_id = t.id) c on true
        """;

    /// <summary>One task, as a row of a list.</summary>
    public static string One => $"{Columns} from care_tasks t {Joins}";

    /// <summary>A page of a list; $1 now, $2 start of today, $3 end of today, $4 end of the week, $5 page size, then the filters and the key.</summary>
    public static Sql Page(TasksAsked asked, DateTimeOffset now)
    {
        var values = Moments(asked, now).Append(PageSize).ToList();
        var where = Restriction(asked.List);
        foreach (var (column, value) in Filters(asked))
        {
            values.Add(value);
            where += $" and t.{column} = ${values.Count}";
        }

        var (columns, key) = Order(asked.Sort);
        var from = "";
        var before = "";
        if (Key(asked.After) is { } last)
        {
            values.AddRange([last.Patient, last.Task]);
            before = $"k as materialized (select {columns} from care_tasks t where t.patient_id = ${values.Count - 1} and t.id = ${values.Count}), ";
            from = ", k";
            where += $" and ({key}) > ({key.Replace("t.", "k.", StringComparison.Ordinal)})";
        }

        var places = Places(asked.List).Select(place => "select x.* from " + string.Format(null, place, columns, from, $"{where} order by {key} limit $5 + 1"));
        var sorted = key.Replace("t.", "s.", StringComparison.Ordinal);
        return new Sql(
            $"""
            with {before}found as ({string.Join(" union ", places)}),
            shown as (select * from found s order by {sorted} limit $5 + 1)
            {Columns}
            from shown s join care_tasks t on t.patient_id = s.patient_id and t.id = s.id
            {Joins}
            order by {sorted}
            offset (select app.show(array(select s.patient_id from shown s order by {sorted} limit $5)))
            """, [.. values]);
    }

    /// <summary>How many stand in each list, then whose news concern them; $1 … $4 as above, $5 the most that is counted.</summary>
    public static Sql Counts(TasksAsked asked, DateTimeOffset now) => new(
        "select " + string.Join(", ", Enum.GetValues<TaskList>().Select(list =>
            "(select count(*) from (" + string.Join(" union ", Places(list).Select(place => "(select x.* from "
                + string.Format(null, place, "t.patient_id, t.id", "", Restriction(list) + " limit $5") + ")")) + " limit $5) n)::integer"))
            + ", array[app.actor_id()] || app.stood_in_for() || app.my_units()",
        [.. Moments(asked, now), TasksView.Most]);

    private static string[] Places(TaskList list) => list switch
    {
        TaskList.Mine => Mine,
        TaskList.Units => Units,
        TaskList.Delegated => Delegated,
        _ => [.. Mine, .. Delegated],
    };

    private static string Restriction(TaskList list) => list switch
    {
        TaskList.Late => " and t.due_key < $1",
        TaskList.Today => " and t.due_key >= $2 and t.due_key < $3",
        TaskList.Week => " and t.due_key >= $2 and t.due_key < $4",
        TaskList.Waiting => " and t.state = 'waiting'",
        _ => "",
    };

    private static (string Columns, string Key) Order(TaskSort sort)
    {
        var first = sort switch
        {
            TaskSort.Priority => "t.urgency, ",
            TaskSort.Patient => "t.patient_id, ",
            TaskSort.Kind => "t.about, ",
            _ => "",
        };
        return ("t.patient_id, t.id, t.due_key, t.urgency, t.about", first + "t.due_key, t.id");
    }

    private static IEnumerable<(string Column, object Value)> Filters(TasksAsked asked)
    {
        if (asked.Patient is { } patient)
            yield return ("patient_id", patient);
        if (asked.About is { } about)
            yield return ("about", about.Snake());
        if (asked.Priority is { } priority)
            yield return ("urgency", (short)(Priority.Stat - priority));
    }

    private static IEnumerable<object> Moments(TasksAsked asked, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, asked.Zone).Date;
        var daysLeft = ((int)DayOfWeek.Sunday - (int)today.DayOfWeek + 7) % 7 + 1;
        return [now, StartOf(today), StartOf(today.AddDays(1)), StartOf(today.AddDays(daysLeft))];

        DateTimeOffset StartOf(DateTime day) => new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(
            asked.Zone.IsInvalidTime(day) ? day.AddHours(1) : day, asked.Zone), TimeSpan.Zero);
    }

    private static (Guid Patient, Guid Task)? Key(string? text) =>
        text?.Split('.') is [var patient, var task] && Guid.TryParseExact(patient, "N", out var one) && Guid.TryParseExact(task, "N", out var other) ? (one, other) : null;
}
