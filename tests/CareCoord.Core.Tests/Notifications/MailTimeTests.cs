using System.Globalization;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>
/// When a mail may go. It goes at once or with the mail of the day, never in quiet hours, by the clock on the wall where the person is.
/// </summary>
public sealed class MailTimeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Chicago = "America/Chicago";

    [Theory]
    [InlineData("2026-11-23T15:00Z", null, null, "2026-11-23T15:00Z")]
    // 9 in the morning there; quiet from noon to 2, and from 9 in the evening to 7.
    [InlineData("2026-11-23T15:00Z", "12:00", "14:00", "2026-11-23T15:00Z")]
    [InlineData("2026-11-23T18:00Z", "12:00", "14:00", "2026-11-23T20:00Z")]
    [InlineData("2026-11-23T20:00Z", "12:00", "14:00", "2026-11-23T20:00Z")]
    [InlineData("2026-11-24T02:59Z", "21:00", "07:00", "2026-11-24T02:59Z")]
    [InlineData("2026-11-24T03:00Z", "21:00", "07:00", "2026-11-24T13:00Z")]
    [InlineData("2026-11-24T12:59Z", "21:00", "07:00", "2026-11-24T13:00Z")]
    [InlineData("2026-11-24T13:00Z", "21:00", "07:00", "2026-11-24T13:00Z")]
    // From midnight, and until midnight.
    [InlineData("2026-11-24T06:00Z", "00:00", "06:00", "2026-11-24T12:00Z")]
    [InlineData("2026-11-24T05:59Z", "22:00", "00:00", "2026-11-24T06:00Z")]
    public async Task At_once_waits_for_the_end_of_the_quiet_hours(string told, string? from, string? until, string expected) =>
        await GoesAsync("at_once", told, Chicago, from, until, expected);

    [Theory]
    // The clocks go back from 2 to 1 in the morning of 1 November 2026. The hour from 1 to 2 is shown twice, and counts the first time.
    [InlineData("2026-11-01T03:00Z", "21:00", "07:00", "2026-11-01T13:00Z")]
    [InlineData("2026-11-01T03:00Z", "21:00", "01:30", "2026-11-01T06:30Z")]
    [InlineData("2026-11-01T06:29Z", "21:00", "01:30", "2026-11-01T06:30Z")]
    [InlineData("2026-11-01T07:10Z", "21:00", "01:30", "2026-11-01T07:10Z")]
    [InlineData("2026-11-01T06:40Z", "01:30", "07:00", "2026-11-01T13:00Z")]
    [InlineData("2026-11-01T07:10Z", "01:30", "07:00", "2026-11-01T13:00Z")]
    // 8 March 2026: they go forward from 2 to 3; what lies between begins at the jump.
    [InlineData("2026-03-08T05:00Z", "21:00", "07:00", "2026-03-08T12:00Z")]
    [InlineData("2026-03-08T05:00Z", "21:00", "02:30", "2026-03-08T08:00Z")]
    [InlineData("2026-03-08T07:59Z", "02:30", "07:00", "2026-03-08T07:59Z")]
    [InlineData("2026-03-08T08:00Z", "02:30", "07:00", "2026-03-08T12:00Z")]
    public async Task Quiet_hours_keep_their_meaning_when_the_clocks_change(string told, string from, string until, string expected) =>
        await GoesAsync("at_once", told, Chicago, from, until, expected);

    [Theory]
    // The mail of the day at 7 in the morning: today's, tomorrow's, and after quiet hours that go on until 8.
    [InlineData("2026-11-23T12:00Z", null, null, "2026-11-23T13:00Z")]
    [InlineData("2026-11-23T13:00Z", null, null, "2026-11-24T13:00Z")]
    [InlineData("2026-11-23T15:00Z", null, null, "2026-11-24T13:00Z")]
    [InlineData("2026-11-23T15:00Z", "21:00", "08:00", "2026-11-24T14:00Z")]
    // A day of 25 and one of 23 hours.
    [InlineData("2026-10-31T15:00Z", null, null, "2026-11-01T13:00Z")]
    [InlineData("2026-03-07T15:00Z", null, null, "2026-03-08T12:00Z")]
    public async Task The_mail_of_the_day_comes_at_its_hour(string told, string? from, string? until, string expected) =>
        await GoesAsync("daily", told, Chicago, from, until, expected);

    [Theory]
    [InlineData("America/Chicago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/Dublin")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/St_Johns")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Apia")]
    public Task A_time_on_the_wall_is_the_first_moment_that_shows_it_or_what_comes_after(string zone) =>
        Seeds.RunAsync(async seed =>
        {
            var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
            var chance = seed.Numbers();
            // Each day of sixteen years, at a time that is likely to lie where the clocks change.
            var shown = Enumerable
                .Range(0, 5800)
                .Select(day => new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day).AddMinutes(chance.Next(0, 240)))
                .ToArray();

            var moments = await database.AsOwnerAsync<DateTime[]>(
                "select array(select app.first_showing(s, $2) from unnest($1) with ordinality as t (s, n) order by n)",
                shown,
                zone
            );

            Assert.All(
                shown.Zip(moments!),
                pair =>
                {
                    var (wanted, moment) = pair;
                    Assert.True(TimeZoneInfo.ConvertTimeFromUtc(moment, there) >= wanted, $"{wanted:O} too early");
                    Assert.True(TimeZoneInfo.ConvertTimeFromUtc(moment.AddSeconds(-1), there) < wanted, $"{wanted:O} too late");
                }
            );
        });

    private async Task GoesAsync(string pace, string told, string zone, string? from, string? until, string expected)
    {
        var goes = await database.AsOwnerAsync<DateTimeOffset>(
            "select app.mail_time($1, $2::timestamptz, $3, $4::time, $5::time, '07:00')",
            pace,
            Moment(told),
            zone,
            from is null ? null : TimeOnly.Parse(from, CultureInfo.InvariantCulture),
            until is null ? null : TimeOnly.Parse(until, CultureInfo.InvariantCulture)
        );

        Assert.Equal(Moment(expected), goes);
    }

    private static DateTimeOffset Moment(string written) => DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);
}
