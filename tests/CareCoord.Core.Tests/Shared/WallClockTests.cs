using System.Globalization;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Shared;

/// <summary>When a clock on the wall first shows a time, also on the days on which clocks are put forward or back.</summary>
public sealed class WallClockTests
{
    [Theory]
    [InlineData("America/New_York", "2026-11-23 09:30", "2026-11-23T14:30Z")]
    [InlineData("America/New_York", "2026-03-08 01:59", "2026-03-08T06:59Z")]
    [InlineData("America/New_York", "2026-03-08 02:00", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-03-08 03:00", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30Z")]
    [InlineData("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00Z")]
    // By half an hour: from 2:00 to 2:30, and back from 2:00 to 1:30.
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03T15:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03T15:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04T15:30Z")]
    // Where the law calls the summer the standard time.
    [InlineData("Europe/Dublin", "2026-07-01 09:00", "2026-07-01T08:00Z")]
    [InlineData("Europe/Dublin", "2026-12-01 09:00", "2026-12-01T09:00Z")]
    [InlineData("Europe/Dublin", "2026-03-29 01:30", "2026-03-29T01:00Z")]
    [InlineData("Europe/Dublin", "2026-03-29 02:00", "2026-03-29T01:00Z")]
    [InlineData("Europe/Dublin", "2026-10-25 01:30", "2026-10-25T00:30Z")]
    [InlineData("Europe/Dublin", "2026-10-25 02:00", "2026-10-25T02:00Z")]
    // Around Ramadan.
    [InlineData("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15T01:30Z")]
    [InlineData("Africa/Casablanca", "2026-02-15 03:00", "2026-02-15T03:00Z")]
    [InlineData("Africa/Casablanca", "2026-03-22 02:30", "2026-03-22T02:00Z")]
    [InlineData("Africa/Casablanca", "2026-03-22 03:00", "2026-03-22T02:00Z")]
    // A day that was left out.
    [InlineData("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00Z")]
    public void It_is_the_first_moment_that_shows_it_or_the_jump_over_it(string zone, string shown, string moment)
    {
        var wanted = DateTime.Parse(shown, CultureInfo.InvariantCulture);

        Assert.Equal(
            DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture),
            Zone(zone).FirstShowing(DateOnly.FromDateTime(wanted), TimeOnly.FromDateTime(wanted))
        );
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Beirut")]
    [InlineData("Pacific/Apia")]
    public void Just_before_it_the_clock_shows_less(string name) =>
        Seeds.Run(seed =>
        {
            var zone = Zone(name);
            var chance = seed.Numbers();
            for (var day = new DateOnly(2010, 1, 1); day.Year < 2045; day = day.AddDays(1))
            {
                // The hours in which clocks are changed.
                var time = new TimeOnly(chance.Next(0, 4), chance.Next(0, 60), chance.Next(0, 60));
                var first = zone.FirstShowing(day, time);

                Assert.Equal(TimeSpan.Zero, first.Offset);
                Assert.True(Shown(first) >= day.ToDateTime(time), $"{day} {time} is too early");
                Assert.True(Shown(first.AddTicks(-1)) < day.ToDateTime(time), $"{day} {time} is too late");
            }

            DateTime Shown(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        });

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
