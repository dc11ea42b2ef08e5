using System.Globalization;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// The key of a task in a list, as it stands in an address. It holds what the list is sorted by first, the due moment in microseconds since
/// 1970 ("-" for none), and the task's id. It holds values, so that the next page follows also where the last task of this one has gone.
/// </summary>
internal static class CareTaskKey
{
    /// <summary>The columns by which a list is sorted, without their direction.</summary>
    public static string Columns(TaskSort sort) => First(sort) is { } first ? $"t.{first}, t.due_key, t.id" : "t.due_key, t.id";

    /// <summary>The order of a list: what has no due moment comes after what has one, and reversed before it.</summary>
    public static string Order(TaskSort sort, bool reversed) =>
        reversed ? Columns(sort).Replace(",", " desc,", StringComparison.Ordinal) + " desc" : Columns(sort);

    public static string Of(TaskRow row, TaskSort sort)
    {
        var due = new TimeKey(row.DueAt ?? DateTimeOffset.UnixEpoch, row.TaskId).ToString();
        return FirstOf(row, sort) + (row.DueAt is null ? "-" + due[due.IndexOf('.')..] : due);
    }

    /// <summary>The values of the columns, or null where the text is no key of such a list: then it starts at its beginning.</summary>
    public static object[]? Parse(string? text, TaskSort sort)
    {
        var first = text is null || First(sort) is null ? null : text.Split('~')[0];
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
            TaskSort.Kind => Enum.GetValues<TaskAbout>().Any(about => about.Snake() == first) ? [first!, .. ends] : null,
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
        var all = sort switch
        {
            TaskSort.Priority => Enum.GetValues<Priority>().Select(priority => (IComparable)Urgency(priority)),
            TaskSort.Kind => Enum.GetValues<TaskAbout>().Select(about => about.Snake()),
            _ => [(short)0],
        };
        var atFirst = (begin, reversed ? Guid.AllBitsSet : Guid.Empty);
        var (first, due, id) = last switch
        {
            [IComparable group, DateTimeOffset moment, Guid task] => (group, moment, task),
            [DateTimeOffset moment, Guid task] => ((short)0, moment, task),
            _ => (null, begin, Guid.Empty),
        };
        var left = all.Where(group => first is null || way * Compare(group, first) >= 0).ToList();
        var begun = way * due.CompareTo(begin) >= 0 ? (due, id) : atFirst;
        var from = left.ConvertAll(group => first is not null && Compare(group, first) == 0 ? begun : atFirst);
        Array firsts = sort == TaskSort.Kind ? left.Cast<string>().ToArray() : left.Cast<short>().ToArray();
        return (firsts, [.. from.Select(f => f.Item1)], [.. from.Select(f => f.Item2)]);

        static int Compare(IComparable one, IComparable other) =>
            one is string word ? string.CompareOrdinal(word, (string)other) : one.CompareTo(other);
    }

    /// <summary>By what the list is sorted before the due moment; null where by nothing.</summary>
    public static string? First(TaskSort sort) =>
        sort switch
        {
            TaskSort.Priority => "urgency",
            TaskSort.Patient => "patient_id",
            TaskSort.Kind => "about",
            _ => null,
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
