namespace CareCoord.Ops.Demo;

/// <summary>The federal holidays of the United States, on the weekdays on which they are kept.</summary>
internal static class FederalHolidays
{
    private static readonly (int Month, int Day, string Name)[] Dated =
        [(1, 1, "New Year’s Day"), (6, 19, "Juneteenth"), (7, 4, "Independence Day"), (11, 11, "Veterans Day"), (12, 25, "Christmas Day")];

    /// <summary>The holiday of a weekday, or null. One on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.</summary>
    public static string? NameOf(DateOnly day) => (day.Month, day.Day, day.DayOfWeek) switch
    {
        (_, _, DayOfWeek.Saturday or DayOfWeek.Sunday) => null,
        (1, > 14 and < 22, DayOfWeek.Monday) => "Martin Luther King Jr. Day",
        (2, > 14 and < 22, DayOfWeek.Monday) => "Presidents’ Day",
        (5, > 24, DayOfWeek.Monday) => "Memorial Day",
        (9, < 8, DayOfWeek.Monday) => "Labor Day",
        (10, > 7 and < 15, DayOfWeek.Monday) => "Columbus Day",
        (11, > 21 and < 29, DayOfWeek.Thursday) => "Thanksgiving Day",
        (_, _, DayOfWeek.Friday) => On(day) ?? Observed(day.AddDays(1)),
        (_, _, DayOfWeek.Monday) => On(day) ?? Observed(day.AddDays(-1)),
        _ => On(day),
    };

    /// <summary>Those of some whole years, in order.</summary>
    public static IEnumerable<(DateOnly Date, string Name)> Between(int firstYear, int lastYear)
    {
        for (var day = new DateOnly(firstYear, 1, 1); day.Year <= lastYear; day = day.AddDays(1))
        {
            if (NameOf(day) is { } name)
                yield return (day, name);
        }
    }

    private static string? On(DateOnly day) => Dated.FirstOrDefault(d => (d.Month, d.Day) == (day.Month, day.Day)).Name;

    private static string? Observed(DateOnly day) => On(day) is { } name ? name + " (observed)" : null;
}
