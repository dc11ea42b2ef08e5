using CareCoord.Web.Shell;

namespace CareCoord.Web.Today;

/// <summary>The sentence under the greeting: what somebody came for, before they read on.</summary>
internal static class TodayAnswer
{
    /// <summary>What is for today, and when the next visit is.</summary>
    /// <param name="planned">How many things are planned for today.</param>
    /// <param name="done">How many of them were done when the page opened.</param>
    /// <param name="next">The next visit; null where none is booked.</param>
    public static string Of(int planned, int done, DateTimeOffset? next, Spoken spoken) =>
        $"{ForToday(planned, done)} {Visit(next, spoken)}";

    // It stays right while the list under it is ticked, so it counts what is planned and not what is left.
    private static string ForToday(int planned, int done) =>
        (planned, done) switch
        {
            (0, _) => "Nothing is planned for today.",
            _ when done >= planned => "All that was planned for today is done.",
            (1, _) => "One thing is planned for today.",
            _ => $"{PlainText.Capital(PlainText.Number(planned))} things are planned for today.",
        };

    private static string Visit(DateTimeOffset? next, Spoken spoken) =>
        next is { } at ? $"Your next visit is {Day(spoken.Day(at))}." : "No visit is booked.";

    private static string Day(string said) =>
        said.Split(',')[0] is "Today" or "Tomorrow" or "Yesterday" ? said.Split(',')[0].ToLowerInvariant() : $"on {said}";
}
