using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>What a care task is about, in words, and the order of these words.</summary>
public static class TaskAboutWords
{
    private static readonly TaskAbout[] InOrder = [.. Enum.GetValues<TaskAbout>().OrderBy(Of, StringComparer.InvariantCultureIgnoreCase)];

    /// <summary>In the order of their words, and what is none of them last.</summary>
    public static IEnumerable<TaskAbout> Choices => InOrder.OrderBy(about => about == TaskAbout.General);

    /// <summary>As the database writes them, in the order of their words.</summary>
    internal static IReadOnlyList<string> Written { get; } = [.. InOrder.Select(about => about.Snake())];

    /// <summary>In SQL, the place of what a task <c>t</c> is about in the order of its words, from 1 on.</summary>
    internal static string PlaceSql { get; } =
        $"array_position(array[{string.Join(", ", Written.Select(written => $"'{written}'"))}]::text[], t.about)";

    /// <summary>The same place of a kind as the database writes it; null where there is none of that name.</summary>
    internal static int? Place(string? written) =>
        Written.Index().Where(one => one.Item == written).Select(one => (int?)one.Index + 1).FirstOrDefault();

    public static string Of(TaskAbout about) =>
        about switch
        {
            TaskAbout.PlanActivity => "The plan",
            TaskAbout.Document => "A document",
            TaskAbout.Appointment => "A visit",
            TaskAbout.Medicine => "A medicine",
            TaskAbout.Result => "A result",
            TaskAbout.Transition => "Hospital to home",
            _ => "Something else",
        };
}
