using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

public sealed class DayStartTests
{
    [Theory]
    [InlineData("America/Chicago", "2026-11-23", "2026-11-23T06:00:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-23", "2026-11-22T15:00:00Z")]
    // The day on which the clocks go forward at midnight has no midnight.
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    // Where they go back at one o'clock to midnight, the day starts with the first of the two.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("Pacific/Kiritimati", "0001-01-01", "1799-12-31T10:29:20Z")]
    [InlineData("America/Chicago", "9999-12-31", "2999-12-31T06:00:00Z")]
    public void A_day_starts_once(string zone, string day, string start) =>
        Assert.Equal(DateTimeOffset.Parse(start), DayStart.Of(DateOnly.Parse(day), zone), TimeSpan.FromMinutes(1));

    [Fact]
    public void It_is_over_when_the_next_starts() =>
        Assert.Equal(DayStart.Of(new(2026, 11, 24), "America/Chicago"), DayStart.After(new(2026, 11, 23), "America/Chicago"));
}
