using System.Collections.Concurrent;
using PublicHoliday;

namespace CareCoord.Ops.Demo;

/// <summary>The federal holidays of the United States, on the weekdays on which they are kept.</summary>
internal static class FederalHolidays
{
    private static readonly (Func<int, Holiday> In, string Name)[] All =
    [
        (USAPublicHoliday.NewYear, "New Year’s Day"),
        (USAPublicHoliday.MartinLutherKing, "Martin Luther King Jr. Day"),
        (USAPublicHoliday.PresidentsDay, "Presidents’ Day"),
        (USAPublicHoliday.MemorialDay, "Memorial Day"),
        (USAPublicHoliday.Juneteenth, "Juneteenth"),
        (USAPublicHoliday.IndependenceDay, "Independence Day"),
        (USAPublicHoliday.LaborDay, "Labor Day"),
        (USAPublicHoliday.ColumbusDay, "Columbus Day"),
        (USAPublicHoliday.VeteransDay, "Veterans Day"),
        (USAPublicHoliday.Thanksgiving, "Thanksgiving Day"),
        (USAPublicHoliday.Christmas, "Christmas Day"),
    ];

    private static readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, string>> Years = new();

    /// <summary>
    /// The holiday of a weekday, or null. One on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
    /// </summary>
    public static string? NameOf(DateOnly day) => Years.GetOrAdd(day.Year, KeptIn).GetValueOrDefault(day);

    /// <summary>Those of some whole years, in order.</summary>
    public static IEnumerable<(DateOnly Date, string Name)> Between(int firstYear, int lastYear) =>
        Enumerable
            .Range(firstYear, lastYear - firstYear + 1)
            .SelectMany(year => Years.GetOrAdd(year, KeptIn))
            .Select(kept => (kept.Key, kept.Value))
            .OrderBy(kept => kept.Key);

    // New Year's Day on a Saturday is kept in the year before.
    private static Dictionary<DateOnly, string> KeptIn(int year) =>
        new[] { year, year + 1 }
            .SelectMany(of => All.Select(holiday => (Holiday: holiday.In(of), holiday.Name)))
            .Where(one => one.Holiday.ObservedDate.Year == year)
            .ToDictionary(
                one => DateOnly.FromDateTime(one.Holiday.ObservedDate),
                one => one.Holiday.ObservedDate == one.Holiday.HolidayDate ? one.Name : one.Name + " (observed)"
            );
}
