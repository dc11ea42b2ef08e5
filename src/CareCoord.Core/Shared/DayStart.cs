namespace CareCoord.Shared;

/// <summary>The moments at which days start in a time zone, also where its clocks change at midnight.</summary>
public static class DayStart
{
    // Nobody's dates lie beyond; what is typed may.
    private static readonly DateOnly Earliest = new(1800, 1, 1);
    private static readonly DateOnly Latest = new(2999, 12, 31);

    /// <summary>When the day starts.</summary>
    public static DateTimeOffset Of(DateOnly day, string timeZone) => At(Within(day), timeZone);

    /// <summary>When the day is over.</summary>
    public static DateTimeOffset After(DateOnly day, string timeZone) => At(Within(day).AddDays(1), timeZone);

    private static DateOnly Within(DateOnly day) =>
        day < Earliest ? Earliest
        : day > Latest ? Latest
        : day;

    private static DateTimeOffset At(DateOnly day, string timeZone) =>
        TimeZoneInfo.FindSystemTimeZoneById(timeZone).FirstShowing(day, TimeOnly.MinValue);
}
