using CareCoord.CareTasks;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTasks;

/// <summary>Puts the rows of a list below headings, by what the list is ordered by.</summary>
internal static class TaskGroups
{
    /// <summary>The groups in the order of the rows.</summary>
    public static List<(string Heading, List<TaskRow> Rows)> Of(IEnumerable<TaskRow> rows, TaskSort sort, Spoken spoken, DateTimeOffset now)
    {
        var groups = new List<(string Heading, List<TaskRow> Rows)>();
        foreach (var row in rows)
        {
            var heading = Heading(row, sort, spoken, now);
            if (groups.Count == 0 || groups[^1].Heading != heading)
                groups.Add((heading, []));
            groups[^1].Rows.Add(row);
        }

        return groups;
    }

    private static string Heading(TaskRow row, TaskSort sort, Spoken spoken, DateTimeOffset now) =>
        sort switch
        {
            TaskSort.Priority => CareTaskText.Of(row.Priority),
            TaskSort.Patient => row.Patient,
            TaskSort.Kind => CareTaskText.Of(row.About),
            _ => DueHeading(row.DueAt, spoken, now),
        };

    private static string DueHeading(DateTimeOffset? dueAt, Spoken spoken, DateTimeOffset now)
    {
        if (dueAt is not { } due)
            return "No day";
        if (due < now)
            return "Late";
        var day = spoken.DateOf(due);
        var sunday = spoken.Today.AddDays(((int)DayOfWeek.Sunday - (int)spoken.Today.DayOfWeek + 7) % 7);
        return day == spoken.Today ? "Today"
            : day <= sunday ? "This week"
            : "Later";
    }
}
