using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>
/// The SQL of a page of a list. Each place of the list is read in order from an index that begins with that place, a page of it at the
/// most. No task is looked at for it. The places are then put together, and the tasks of the page are looked up. So it costs as much with
/// five hundred thousand open tasks as with five thousand. By patient, it is <see cref="TasksByPatientSql"/>.
/// </summary>
internal sealed class CareTaskPageSql
{
    private readonly TaskFilter asked;
    private readonly string columns;
    private readonly string order;
    private readonly object[]? last;
    private readonly TaskConditions fits;

    private CareTaskPageSql(TaskFilter asked)
    {
        this.asked = asked;
        (columns, order) = (CareTaskKey.Columns(asked.Order), CareTaskKey.Order(asked.Order, asked.Reversed));
        last = CareTaskKey.Parse(asked.After, asked.Order);
        fits = new TaskConditions(asked.List, CareTaskListSql.PageSize).Narrowed(asked);
    }

    /// <summary>A page of a list, and one row more where it goes on; $1 is the size of a page.</summary>
    public static Sql Of(TaskFilter asked, DateTimeOffset now)
    {
        if (asked.Order == TaskSort.Patient)
            return TasksByPatientSql.Of(asked, now);
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
            page.fits.Values
        );
    }

    private (string Tasks, string? Besides) Tasks((DateTimeOffset Since, DateTimeOffset Until)? range)
    {
        if ((range is not null || asked.Order == TaskSort.Kind) && asked.Patient is null)
            return InGroups(range?.Since ?? DateTimeOffset.MinValue, range?.Until ?? DateTimeOffset.MaxValue);
        fits.Due(range);
        var after = last is null ? "" : $" and ({columns}) {Follows} ({string.Join(", ", last.Select(fits.Value))})";
        // Of one patient all are read, and then sorted: there are not that many.
        return asked.Patient is null
            ? ($"{Fitting}{fits.Text}{after} order by {order} limit $1 + 1", null)
            : ($"select * from ({Fitting}{fits.Text} offset 0) t where true{after} order by {order} limit $1 + 1", null);
    }

    // What is due in a range stands together in an index only below each priority or kind. The words of the kinds have another order than
    // any index. A page is therefore read of each of them.
    private (string Tasks, string? Besides) InGroups(DateTimeOffset since, DateTimeOffset until)
    {
        var (first, groups) = (
            CareTaskKey.First(asked.Order),
            CareTaskKey.Groups(asked.Order, asked.Reversed, last, asked.Reversed ? until : since)
        );
        if (first is not null)
            fits.And($"t.{first} = g.first");
        var besides = $"unnest({fits.Value(groups.Firsts)}, {fits.Value(groups.Dues)}, {fits.Value(groups.Ids)}) g (first, due_key, id)";
        return (
            $"""
            {Fitting}{fits.Text} and (t.due_key, t.id) {Follows} (g.due_key, g.id)
            and t.due_key {(asked.Reversed ? $">= {fits.Value(since)}" : $"<= {fits.Value(until)}")}
            order by {CareTaskKey.Order(TaskSort.Due, asked.Reversed)} limit $1 + 1
            """,
            besides
        );
    }

    private string Follows => asked.Reversed ? "<" : ">";

    private string Fitting =>
        $"select t.patient_id, {(CareTaskKey.First(asked.Order) is { } first ? $"t.{first}, " : "")}t.due_key, t.id "
        + "from care_tasks t where t.closed_at is null and {0}";
}
