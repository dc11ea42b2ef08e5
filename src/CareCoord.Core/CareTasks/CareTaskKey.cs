using System.Globalization;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// The key of a task in a list, as it stands in an address. It holds what the list is sorted by first, the due moment in microseconds since
/// 1970 ("-" for none), and the task's id. It holds values, so that the next page follows also where the last task of this one has gone. By
/// patient it holds the patient's id, and no name.
/// </summary>
internal static class CareTaskKey
{
    /// <summary>
    /// The columns by which a list is sorted, without their direction. By patient, <see cref="TasksByPatientSql"/> sorts.
    /// </summary>
    public static string Columns(TaskSort sort) => string.Join(", ", Parts(sort));

    /// <summary>The order of a list: what has no due moment comes after what has one, and reversed before it.</summary>
    public static string Order(TaskSort sort, bool reversed) =>
        string.Join(", ", Parts(sort).Select(part => reversed ? part + " desc" : part));

    public static string Of(TaskRow row, TaskSort sort)
    {
        var due = new TimeKey(row.DueAt ?? DateTimeOffset.UnixEpoch, row.TaskId).ToString();
        return FirstOf(row, sort) + (row.DueAt is null ? "-" + due[due.IndexOf('.')..] : due);
    }

    /// <summary>The values of the columns, or null where the text is no key of such a list: then it starts at its beginning.</summary>
    public static object[]? Parse(string? text, TaskSort sort)
    {
        var first = text is null || sort == TaskSort.Due ? null : text.Split('~')[0];
        var rest =
            text is null || first is null ? text
            : text.Length > first.Length ? text[(first.Length + 1)..]
            : "";
        var undated = rest?.StartsWith("-.", StringComparison.Ordinal) == true;
        if (TimeKey.Parse(undated ? "0" + rest![1..] : rest) is not { } due)
            return null;
        // PostgreSQL's infinity is the last moment of .NET.
        object[] ends = [undated ? DateTimeOffset.MaxValue : due.Time, due.Id];
        return sort switch
        {
            TaskSort.Priority => short.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var urgency)
                ? [urgency, .. ends]
                : null,
            TaskSort.Patient => Guid.TryParseExact(first, "N", out var patient) ? [patient, .. ends] : null,
            TaskSort.Kind => TaskAboutWords.Place(first) is { } place ? [place, .. ends] : null,
            _ => ends,
        };
    }

    /// <summary>The more urgent, the smaller.</summary>
    public static short Urgency(Priority priority) => (short)(Priority.Stat - priority);

    /// <summary>
    /// The groups of a list that is sorted by priority or kind. A list that is sorted by the due moment only is one group. Each has the due
    /// moment and the id after which its rows are still to be shown.
    /// </summary>
    /// <param name="sort">By what the list is sorted.</param>
    /// <param name="reversed">The other way round.</param>
    /// <param name="last">The key of the row before; null at the beginning.</param>
    /// <param name="begin">The due moment at which each group begins, in the direction of the order.</param>
    public static (Array Firsts, DateTimeOffset[] Dues, Guid[] Ids) Groups(
        TaskSort sort,
        bool reversed,
        object[]? last,
        DateTimeOffset begin
    )
    {
        var way = reversed ? -1 : 1;
        var places = sort switch
        {
            TaskSort.Priority => Enum.GetValues<Priority>().Select(priority => (int)Urgency(priority)),
            TaskSort.Kind => Enumerable.Range(1, TaskAboutWords.Written.Count),
            _ => [0],
        };
        var atFirst = (begin, reversed ? Guid.AllBitsSet : Guid.Empty);
        var (first, due, id) = last switch
        {
            [var place, DateTimeOffset moment, Guid task] => (Convert.ToInt32(place, CultureInfo.InvariantCulture), moment, task),
            [DateTimeOffset moment, Guid task] => (0, moment, task),
            _ => ((int?)null, begin, Guid.Empty),
        };
        var left = places.Where(place => first is null || way * place.CompareTo(first) >= 0).ToList();
        var begun = way * due.CompareTo(begin) >= 0 ? (due, id) : atFirst;
        var from = left.ConvertAll(place => place == first ? begun : atFirst);
        Array firsts =
            sort == TaskSort.Kind
                ? left.ConvertAll(place => TaskAboutWords.Written[place - 1]).ToArray()
                : left.ConvertAll(place => (short)place).ToArray();
        return (firsts, [.. from.Select(f => f.Item1)], [.. from.Select(f => f.Item2)]);
    }

    /// <summary>The column by which the tasks of a group are found; null where all are one group.</summary>
    public static string? First(TaskSort sort) =>
        sort switch
        {
            TaskSort.Priority => "urgency",
            TaskSort.Kind => "about",
            _ => null,
        };

    private static string[] Parts(TaskSort sort) =>
        sort switch
        {
            TaskSort.Priority => ["t.urgency", "t.due_key", "t.id"],
            TaskSort.Kind => [TaskAboutWords.PlaceSql, "t.due_key", "t.id"],
            _ => ["t.due_key", "t.id"],
        };

    private static string FirstOf(TaskRow row, TaskSort sort) =>
        sort switch
        {
            TaskSort.Priority => string.Create(CultureInfo.InvariantCulture, $"{Urgency(row.Priority)}~"),
            TaskSort.Patient => $"{row.PatientId:N}~",
            TaskSort.Kind => row.About.Snake() + "~",
            _ => "",
        };
}
