using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// The SQL of a page of a list. Each place of the list is read in order from an index that begins with that place, a page of it at the
/// most. No task is looked at for it. The places are then put together, and the tasks of the page are looked up. So it costs as much with
/// five hundred thousand open tasks as with five thousand.
/// </summary>
internal sealed class CareTaskPageSql
{
    private readonly TaskFilter asked;
    private readonly string columns;
    private readonly string order;
    private readonly object[]? last;
    private readonly List<object> values = [CareTaskListSql.PageSize];
    private string filters = "";

    private CareTaskPageSql(TaskFilter asked)
    {
        this.asked = asked;
        (columns, order) = (CareTaskKey.Columns(asked.Order), CareTaskKey.Order(asked.Order, asked.Reversed));
        last = CareTaskKey.Parse(asked.After, asked.Order);
        if (asked.Patient is { } patient)
            filters += $" and t.patient_id = {Value(patient)}";
        if (asked.About is { } about)
            filters += $" and t.about = {Value(about.Snake())}";
        if (asked.Priority is { } priority)
            filters += $" and t.urgency = {Value(CareTaskKey.Urgency(priority))}";
        if (asked.List == TaskList.Waiting)
            filters += " and t.state = 'waiting'";
    }

    /// <summary>A page of a list, and one row more where it goes on; $1 is the size of a page.</summary>
    public static Sql Of(TaskFilter asked, DateTimeOffset now)
    {
        var page = new CareTaskPageSql(asked);
        var (tasks, besides) = page.Tasks(CareTaskListSql.Range(asked.List, asked.Zone, now));
        // Unnested, the page is never taken for a single row by the planner, which would then look up the same names again for each task.
        return new Sql(
            $"""
            with {CareTaskListSql.Who},
            found as ({string.Join(" union all ", CareTaskListSql.Places(asked.List).Select(place => place.Read("t.*", tasks, besides)))}),
            shown as (select distinct on ({page.columns}) * from found t order by {page.order} limit $1 + 1)
            {CareTaskListSql.Columns}
            from unnest(array(select t.patient_id from shown t), array(select t.id from shown t)) s (patient_id, id)
            cross join lateral (select * from care_tasks t where t.patient_id = s.patient_id and t.id = s.id limit 1) t
            {CareTaskListSql.Joins}
            order by {page.order}
            offset (select app.show(array(select t.patient_id from shown t order by {page.order} limit $1)))
            """,
            [.. page.values]
        );
    }

    private (string Tasks, string? Besides) Tasks((DateTimeOffset Since, DateTimeOffset Until)? range)
    {
        if (range is { } due && asked.Patient is null && asked.Order != TaskSort.Patient)
            return InGroups(due.Since, due.Until);
        if (range is { } other)
            filters += $" and t.due_key between {Value(other.Since)} and {Value(other.Until)}";
        var after = last is null ? "" : $" and ({columns}) {Follows} ({string.Join(", ", last.Select(Value))})";
        // Of one patient all are read, and then sorted: there are not that many.
        return asked.Patient is null
            ? ($"{Fitting}{filters}{after} order by {order} limit $1 + 1", null)
            : ($"select * from ({Fitting}{filters} offset 0) t where true{after} order by {order} limit $1 + 1", null);
    }

    // What is due in a range stands together in an index only below each priority or kind. A page is therefore read of each of them.
    private (string Tasks, string? Besides) InGroups(DateTimeOffset since, DateTimeOffset until)
    {
        var (first, groups) = (
            CareTaskKey.First(asked.Order),
            CareTaskKey.Groups(asked.Order, asked.Reversed, last, asked.Reversed ? until : since)
        );
        if (first is not null)
            filters += $" and t.{first} = g.first";
        var besides = $"unnest({Value(groups.Firsts)}, {Value(groups.Dues)}, {Value(groups.Ids)}) g (first, due_key, id)";
        return (
            $"""
            {Fitting}{filters} and (t.due_key, t.id) {Follows} (g.due_key, g.id)
            and t.due_key {(asked.Reversed ? $">= {Value(since)}" : $"<= {Value(until)}")}
            order by {CareTaskKey.Order(TaskSort.Due, asked.Reversed)} limit $1 + 1
            """,
            besides
        );
    }

    private string Follows => asked.Reversed ? "<" : ">";

    private string Fitting =>
        $"select {(asked.Order == TaskSort.Patient ? "" : "t.patient_id, ")}{columns} "
        + "from care_tasks t where t.closed_at is null and {0}";

    private string Value(object value)
    {
        values.Add(value);
        return $"${values.Count}";
    }
}
