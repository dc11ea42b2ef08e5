using System.Globalization;
using CareCoord.Organisations;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.Organisations;

/// <summary>
/// Deadlines over nights, weekends, holidays and both changes of the clock. Times are as the clinic's clock shows them, with its offset.
/// </summary>
public sealed class BusinessCalendarTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    // Thanksgiving and the day after it; Christmas on a Friday, New Year's Day on a Friday.
    private static readonly BusinessCalendar Clinic = BusinessCalendar.Usual(
        Chicago,
        [new(2026, 11, 26), new(2026, 11, 27), new(2026, 12, 24), new(2026, 12, 25), new(2027, 1, 1)]
    );

    // Open every day and all day long: 24 hours on most days, 23 and 25 where the clock changes, and a minute less for closing.
    private static readonly BusinessCalendar Always = Daily(Chicago, new(0, 0), new(23, 59));

    [Theory]
    [InlineData("2026-11-23 09:00 -06", 0, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-23 05:00 -06", 0, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-23 16:59:59 -06", 0, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-23 17:00 -06", 0, "2026-11-24 17:00 -06")]
    [InlineData("2026-11-23 22:00 -06", 0, "2026-11-24 17:00 -06")]
    [InlineData("2026-11-21 12:00 -06", 0, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-25 18:00 -06", 0, "2026-11-30 17:00 -06")]
    [InlineData("2026-11-23 09:00 -06", 1, "2026-11-24 17:00 -06")]
    [InlineData("2026-11-23 22:00 -06", 1, "2026-11-24 17:00 -06")]
    [InlineData("2026-11-24 04:00 +00", 1, "2026-11-24 17:00 -06")]
    [InlineData("2026-11-20 09:00 -06", 1, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-21 09:00 -06", 1, "2026-11-23 17:00 -06")]
    [InlineData("2026-11-24 09:00 -06", 2, "2026-11-30 17:00 -06")]
    [InlineData("2026-11-25 09:00 -06", 1, "2026-11-30 17:00 -06")]
    [InlineData("2026-11-26 09:00 -06", 1, "2026-11-30 17:00 -06")]
    [InlineData("2026-12-23 09:00 -06", 1, "2026-12-28 17:00 -06")]
    [InlineData("2026-12-31 09:00 -06", 1, "2027-01-04 17:00 -06")]
    [InlineData("2026-03-06 09:00 -06", 1, "2026-03-09 17:00 -05")]
    [InlineData("2026-10-30 09:00 -05", 1, "2026-11-02 17:00 -06")]
    [InlineData("2026-02-02 09:00 -06", 30, "2026-03-16 17:00 -05")]
    public void A_business_day_ends_when_the_clinic_closes(string from, int days, string due) =>
        Assert.Equal(At(due), Clinic.AddBusinessDays(At(from), days));

    [Theory]
    [InlineData("2026-11-23 09:00 -06", "04:00", "2026-11-23 13:00 -06")]
    [InlineData("2026-11-23 13:00 -06", "04:00", "2026-11-23 17:00 -06")]
    [InlineData("2026-11-23 13:00 -06", "04:00:00.0000001", "2026-11-24 08:00:00.0000001 -06")]
    [InlineData("2026-11-23 05:00 -06", "01:00", "2026-11-23 09:00 -06")]
    [InlineData("2026-11-23 17:00 -06", "01:00", "2026-11-24 09:00 -06")]
    [InlineData("2026-11-20 15:00 -06", "04:00", "2026-11-23 10:00 -06")]
    [InlineData("2026-11-25 16:00 -06", "02:00", "2026-11-30 09:00 -06")]
    [InlineData("2026-11-23 08:00 -06", "18:00", "2026-11-24 17:00 -06")]
    [InlineData("2026-03-06 16:00 -06", "02:00", "2026-03-09 09:00 -05")]
    [InlineData("2026-10-30 16:00 -05", "02:00", "2026-11-02 09:00 -06")]
    [InlineData("2026-11-23 09:00 -06", "00:00", "2026-11-23 09:00 -06")]
    [InlineData("2026-11-23 17:00 -06", "00:00", "2026-11-23 17:00 -06")]
    [InlineData("2026-11-23 17:01 -06", "00:00", "2026-11-24 08:00 -06")]
    [InlineData("2026-11-23 13:00 -06", "-04:00", "2026-11-23 09:00 -06")]
    [InlineData("2026-11-23 09:00 -06", "-01:00", "2026-11-23 08:00 -06")]
    [InlineData("2026-11-23 09:00 -06", "-02:00", "2026-11-20 16:00 -06")]
    [InlineData("2026-11-22 09:00 -06", "-02:00", "2026-11-20 15:00 -06")]
    [InlineData("2026-11-30 09:00 -06", "-02:00", "2026-11-25 16:00 -06")]
    [InlineData("2026-03-09 09:00 -05", "-02:00", "2026-03-06 16:00 -06")]
    public void Business_time_counts_while_the_clinic_is_open(string from, string time, string due) =>
        Assert.Equal(At(due), Clinic.AddBusinessTime(At(from), TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    [Theory]
    // In the night of 8 March 2026 the clock goes from 2 to 3: 2 o'clock to 3 o'clock is not there.
    [InlineData("2026-03-08 01:00 -06", "02:00", "2026-03-08 04:00 -05")]
    [InlineData("2026-03-08 04:00 -05", "-02:00", "2026-03-08 01:00 -06")]
    // In the night of 1 November 2026 it goes from 2 back to 1: 1 o'clock to 2 o'clock is there twice.
    [InlineData("2026-11-01 00:30 -05", "02:00", "2026-11-01 01:30 -06")]
    [InlineData("2026-11-01 01:30 -05", "01:00", "2026-11-01 01:30 -06")]
    [InlineData("2026-11-01 01:30 -06", "-01:00", "2026-11-01 01:30 -05")]
    public void A_clinic_open_by_night_counts_the_hours_that_pass(string from, string time, string due) =>
        Assert.Equal(At(due), Always.AddBusinessTime(At(from), TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-03-08 00:00 -06", "2026-03-08 23:59 -05", "22:59")]
    [InlineData("2026-11-01 00:00 -05", "2026-11-01 23:59 -06", "24:59")]
    [InlineData("2026-11-02 00:00 -06", "2026-11-02 23:59 -06", "23:59")]
    public void The_day_of_a_change_is_an_hour_shorter_or_longer(string from, string to, string open)
    {
        var parts = open.Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(new TimeSpan(parts[0], parts[1], 0), Always.OpenTimeBetween(At(from), At(to)));
    }

    [Theory]
    // Hours that begin, end or lie in the gap of 8 March: the clock jumps over 2 o'clock to 3 o'clock.
    [InlineData("02:30", "08:00", "2026-03-08 00:00 -06", "2026-03-08 03:00 -05", "2026-03-08 08:00 -05")]
    [InlineData("00:30", "02:30", "2026-03-08 00:00 -06", "2026-03-08 00:30 -06", "2026-03-08 03:00 -05")]
    [InlineData("02:00", "02:59", "2026-03-08 00:00 -06", "2026-03-09 02:00 -05", "2026-03-09 02:59 -05")]
    // Hours that begin, end or lie in the hour that is there twice: the first showing counts.
    [InlineData("01:30", "08:00", "2026-11-01 00:00 -05", "2026-11-01 01:30 -05", "2026-11-01 08:00 -06")]
    [InlineData("00:30", "01:30", "2026-11-01 00:00 -05", "2026-11-01 00:30 -05", "2026-11-01 01:30 -05")]
    [InlineData("01:15", "01:45", "2026-11-01 00:00 -05", "2026-11-01 01:15 -05", "2026-11-01 01:45 -05")]
    public void Hours_at_a_change_of_the_clock_open_and_close_once(string opens, string closes, string from, string opening, string closing)
    {
        var calendar = Daily(
            Chicago,
            TimeOnly.Parse(opens, CultureInfo.InvariantCulture),
            TimeOnly.Parse(closes, CultureInfo.InvariantCulture)
        );

        Assert.Equal(At(opening), calendar.NextOpening(At(from)));
        Assert.Equal(At(closing), calendar.AddBusinessDays(At(from), 0));
        Assert.True(calendar.IsOpen(At(opening)));
        Assert.False(calendar.IsOpen(At(closing)));
        Assert.Equal(At(closing) - At(opening), calendar.OpenTimeBetween(At(from), At(closing)));
    }

    [Theory]
    // Here the clock changes at midnight: Beirut skips the first hour of the day, and showed 11 in the evening twice.
    [InlineData("Asia/Beirut", "2026-03-28 12:00 +02", "2026-03-29 01:00 +03")]
    [InlineData("Asia/Beirut", "2026-10-24 12:00 +03", "2026-10-25 00:00 +02")]
    // One minute after midnight St. John's went back to the day before, so that 28 October ended after 29 October began.
    [InlineData("America/St_Johns", "2006-10-28 12:00 -0230", "2006-10-29 00:00 -0230")]
    // Samoa left out Friday, 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-29 12:00 -10", "2011-12-31 00:00 +14")]
    public void A_day_that_begins_with_a_change_of_the_clock_opens_when_it_begins(string zone, string from, string opening)
    {
        var calendar = Daily(TimeZoneInfo.FindSystemTimeZoneById(zone), new(0, 0), new(12, 0));

        Assert.Equal(At(opening), calendar.NextOpening(At(from)));
    }

    [Theory]
    [InlineData("2026-11-23 08:00 -06", true)]
    [InlineData("2026-11-23 07:59:59.9999999 -06", false)]
    [InlineData("2026-11-23 16:59:59.9999999 -06", true)]
    [InlineData("2026-11-23 17:00 -06", false)]
    [InlineData("2026-11-22 12:00 -06", false)]
    [InlineData("2026-11-26 12:00 -06", false)]
    [InlineData("2026-11-23 15:00 +00", true)]
    public void It_is_open_from_the_moment_of_opening_until_the_moment_of_closing(string moment, bool open) =>
        Assert.Equal(open, Clinic.IsOpen(At(moment)));

    [Theory]
    [InlineData("2026-11-23 10:00 -06", "2026-11-23 10:00 -06")]
    [InlineData("2026-11-23 06:00 -06", "2026-11-23 08:00 -06")]
    [InlineData("2026-11-25 17:00 -06", "2026-11-30 08:00 -06")]
    public void The_next_opening_is_now_where_it_is_open(string from, string opening) =>
        Assert.Equal(At(opening), Clinic.NextOpening(At(from)));

    [Theory]
    [InlineData("2026-11-23 09:00 -06", "2026-11-23 12:00 -06", "03:00")]
    [InlineData("2026-11-23 12:00 -06", "2026-11-23 09:00 -06", "-03:00")]
    [InlineData("2026-11-25 16:00 -06", "2026-11-30 09:00 -06", "02:00")]
    [InlineData("2026-11-21 09:00 -06", "2026-11-22 09:00 -06", "00:00")]
    [InlineData("2026-11-20 17:00 -06", "2026-11-23 08:00 -06", "00:00")]
    public void Open_time_between_two_moments_leaves_out_what_is_closed(string from, string to, string open) =>
        Assert.Equal(TimeSpan.Parse(open, CultureInfo.InvariantCulture), Clinic.OpenTimeBetween(At(from), At(to)));

    [Fact]
    public void A_weekday_may_have_hours_of_its_own_and_another_none()
    {
        var calendar = new BusinessCalendar(
            Chicago,
            new Dictionary<DayOfWeek, OpeningHours>
            {
                [DayOfWeek.Wednesday] = new(new(12, 0), new(20, 30)),
                [DayOfWeek.Saturday] = new(new(9, 0), new(12, 0)),
            },
            []
        );

        Assert.Equal(At("2026-11-25 20:30 -06"), calendar.AddBusinessDays(At("2026-11-23 09:00 -06"), 1));
        Assert.Equal(At("2026-11-28 12:00 -06"), calendar.AddBusinessDays(At("2026-11-23 09:00 -06"), 2));
        Assert.Equal(At("2026-11-28 09:30 -06"), calendar.AddBusinessTime(At("2026-11-25 20:00 -06"), TimeSpan.FromHours(1)));
        Assert.Null(calendar.HoursOn(new(2026, 11, 24)));
    }

    [Fact]
    public void Answers_are_in_UTC() =>
        Assert.All(
            [
                Clinic.AddBusinessDays(At("2026-11-23 09:00 -06"), 1),
                Clinic.NextOpening(At("2026-11-23 09:00 -06")),
                Clinic.AddBusinessTime(At("2026-11-23 09:00 -06"), TimeSpan.Zero),
                Clinic.AddBusinessTime(At("2026-11-23 09:00 -06"), TimeSpan.FromHours(-1)),
            ],
            moment => Assert.Equal(TimeSpan.Zero, moment.Offset)
        );

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        var now = At("2026-11-23 09:00 -06");
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.AddBusinessDays(now, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.AddBusinessDays(now, BusinessCalendar.MostDays + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.AddBusinessTime(now, BusinessCalendar.MostTime + TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.AddBusinessTime(now, -BusinessCalendar.MostTime - TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.AddBusinessTime(now, TimeSpan.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.IsOpen(DateTimeOffset.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.NextOpening(DateTimeOffset.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.OpenTimeBetween(now, DateTimeOffset.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clinic.OpenTimeBetween(DateTimeOffset.MinValue, now));
        Assert.Equal(DayOfWeek.Monday, Clinic.AddBusinessDays(now, BusinessCalendar.MostDays).DayOfWeek);
    }

    [Fact]
    public void A_clinic_that_never_opens_is_no_calendar_and_one_closed_for_years_says_so()
    {
        Assert.Throws<ArgumentException>(() => new BusinessCalendar(Chicago, new Dictionary<DayOfWeek, OpeningHours>(), []));
        Assert.Throws<ArgumentException>(() => Daily(Chicago, new(17, 0), new(8, 0)));
        Assert.Throws<ArgumentException>(() => Daily(Chicago, new(8, 0), new(8, 0)));

        var closed = BusinessCalendar.Usual(Chicago, Enumerable.Range(0, 4000).Select(day => new DateOnly(2026, 11, 23).AddDays(day)));
        Assert.Throws<RuleBroken>(() => closed.NextOpening(At("2026-11-23 09:00 -06")));
        Assert.Throws<RuleBroken>(() => closed.AddBusinessDays(At("2026-11-23 09:00 -06"), 3));
        Assert.Throws<RuleBroken>(() => closed.AddBusinessTime(At("2026-11-23 09:00 -06"), TimeSpan.FromHours(1)));
        Assert.Equal(At("2026-11-20 16:00 -06"), closed.AddBusinessTime(At("2026-11-23 09:00 -06"), TimeSpan.FromHours(-1)));
    }

    private static BusinessCalendar Daily(TimeZoneInfo zone, TimeOnly opens, TimeOnly closes) =>
        new(zone, Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => new OpeningHours(opens, closes)), []);

    private static DateTimeOffset At(string written)
    {
        // "-06" and "-0230": .NET wants a colon.
        var parts = written.Split(' ');
        var offset = parts[2].Length == 3 ? parts[2] + ":00" : parts[2][..3] + ":" + parts[2][3..];
        return DateTimeOffset.Parse($"{parts[0]} {parts[1]} {offset}", CultureInfo.InvariantCulture);
    }
}
