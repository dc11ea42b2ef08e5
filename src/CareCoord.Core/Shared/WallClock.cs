namespace CareCoord.Shared;

/// <summary>What the clock on a wall in some time zone shows, and when it shows it.</summary>
public static class WallClock
{
    // Farther from UTC no clock was ever set.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(16);

    /// <summary>The date there at this moment.</summary>
    public static DateOnly DateThere(this TimeZoneInfo zone, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>
    /// The first moment, in UTC, when the clock there shows this time or a later one of that day's reading. An hour that is shown twice
    /// counts the first time. An hour that is left out begins when the clock jumps over it.
    /// </summary>
    public static DateTimeOffset FirstShowing(this TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        // Where it is in UTC, no clock anywhere has come to it at the one moment, and every clock has at the other.
        var utc = DateTime.SpecifyKind(day.ToDateTime(time), DateTimeKind.Utc);
        var (before, after) = (utc - Farthest, utc + Farthest);
        var (offset, next) = (zone.GetUtcOffset(before), zone.GetUtcOffset(after));
        if (offset == next)
            return utc - offset;
        var change = Change(zone, before, after);
        return utc - offset < change ? utc - offset
            : utc - next < change ? change
            : utc - next;
    }

    // The moment at which the clock is put forward or back: from then on it is as far from UTC as at the later one.
    private static DateTime Change(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var between = before + ((after - before) / 2);
            if (zone.GetUtcOffset(between) == offset)
                before = between;
            else
                after = between;
        }

        return after;
    }
}
