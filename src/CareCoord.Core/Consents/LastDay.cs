using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>The last day of a grant, where the patient lives.</summary>
internal static class LastDay
{
    /// <summary>
    /// The moment when the day is over; null for no end. Throws <see cref="RuleBroken"/> where the day is over already, or nobody's.
    /// </summary>
    public static DateTimeOffset? After(DateOnly? day, DateOnly today, string timeZone) =>
        day switch
        {
            null => null,
            { } past when past < today => throw new RuleBroken(
                "That day is over. Choose today or a day to come, or leave it empty for no end."
            ),
            { } far when far > today.AddYears(100) => throw new RuleBroken(
                "That is too far away. Choose a day within the next hundred years, or leave it empty for no end."
            ),
            { } last => DayStart.After(last, timeZone),
        };
}
