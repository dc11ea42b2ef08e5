namespace CareCoord.Shared;

/// <summary>What the clock on a wall in some time zone shows, and when it shows it.</summary>
public static class WallClock
{
    /// <summary>The date there at this moment.</summary>
    public static DateOnly DateThere(this TimeZoneInfo zone, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>
    /// The first moment, in UTC, when the clock there shows this time or a later one of that day's reading: an hour that is
    /// shown twice counts the first time, an hour that is left out begins when the clock jumps over it.
    /// </summary>
    public static DateTimeOffset FirstShowing(this TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var shown = day.ToDateTime(time);
        if (zone.IsInvalidTime(shown))
            return AfterGap(zone, shown);
        var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }

    // Clocks are put forward on whole minutes, by a day at the most.
    private static DateTimeOffset AfterGap(TimeZoneInfo zone, DateTime shown)
    {
        var valid = shown.AddTicks(-(shown.Ticks % TimeSpan.TicksPerMinute));
        while (zone.IsInvalidTime(valid))
            valid = valid.AddMinutes(1);
        return new DateTimeOffset(valid, zone.GetUtcOffset(valid)).ToUniversalTime();
    }
}
