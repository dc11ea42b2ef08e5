using CareCoord.Organisations;
using CareCoord.Shared;
using CareCoord.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CareCoord.Core.Tests.Organisations;

/// <summary>What holds for every calendar, moment and span: many random ones, in zones whose clocks change in many ways.</summary>
public sealed class BusinessCalendarLawsTests
{
    private static readonly string[] Zones =
    [
        "America/Chicago",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Pacific/Apia",
        "America/Havana",
        "Etc/UTC",
    ];

    private static readonly DateTimeOffset Start = new(2005, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Moments of any minute of thirty years; spans of up to fifty hours of open time.
    private static readonly Gen<DateTimeOffset> Moments = Gen.Choose(0, 30 * 365 * 24 * 60).Select(minutes => Start.AddMinutes(minutes));
    private static readonly Gen<TimeSpan> Spans = Gen.Choose(0, 3000).Select(minutes => TimeSpan.FromMinutes(minutes));

    private static readonly Gen<BusinessCalendar> Calendars =
        from zone in Gen.Elements(Zones)
        from days in Gen.Choose(1, 127)
        from opens in Gen.Choose(0, 1400)
        from length in Gen.Choose(30, 1439)
        from holidays in Gen.ListOf(Gen.Choose(0, 30 * 365))
        select new BusinessCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            Enum.GetValues<DayOfWeek>()
                .Where(day => (days & (1 << (int)day)) != 0)
                .ToDictionary(day => day, _ => new OpeningHours(Minute(opens), Minute(Math.Min(opens + length, 1439)))),
            holidays.Select(day => new DateOnly(2005, 1, 1).AddDays(day))
        );

    [Fact]
    public void Two_spans_one_after_the_other_are_their_sum() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from one in Spans
            from other in Spans
            from sign in Gen.Elements(-1, 1)
            select calendar.AddBusinessTime(calendar.AddBusinessTime(moment, one * sign), other * sign)
                == calendar.AddBusinessTime(moment, (one + other) * sign)
        );

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from later in Spans
            from span in Spans
            from sign in Gen.Elements(-1, 1)
            select calendar.AddBusinessTime(moment, span * sign) <= calendar.AddBusinessTime(moment + later, span * sign)
        );

    [Fact]
    public void A_longer_span_never_ends_earlier() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from one in Spans
            from other in Spans
            select calendar.AddBusinessTime(moment, one) <= calendar.AddBusinessTime(moment, one + other)
        );

    [Fact]
    public void As_much_open_time_passes_as_was_added() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from span in Spans
            from sign in Gen.Elements(-1, 1)
            select calendar.OpenTimeBetween(moment, calendar.AddBusinessTime(moment, span * sign)) == span * sign
        );

    [Fact]
    public void Open_time_adds_up() =>
        Hold(
            from calendar in Calendars
            from one in Moments
            from two in Spans
            from three in Spans
            let middle = one + two
            let last = middle - three
            select calendar.OpenTimeBetween(one, middle) + calendar.OpenTimeBetween(middle, last) == calendar.OpenTimeBetween(one, last)
        );

    [Fact]
    public void A_deadline_never_falls_outside_open_hours() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from span in Spans
            from sign in Gen.Elements(-1, 1)
            select OpenOrClosing(calendar, calendar.AddBusinessTime(moment, span * sign))
        );

    [Fact]
    public void A_business_day_ends_at_a_closing_on_a_later_day() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from days in Gen.Choose(0, 30)
            let due = calendar.AddBusinessDays(moment, days)
            select due > moment
                && !calendar.IsOpen(due)
                && OpenOrClosing(calendar, due)
                && (days == 0 || calendar.Zone.DateThere(due) > calendar.Zone.DateThere(moment))
        );

    [Fact]
    public void Business_days_come_one_after_the_other() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            from days in Gen.Choose(0, 30)
            select calendar.AddBusinessDays(moment, days) <= calendar.AddBusinessDays(moment, days + 1)
        );

    [Fact]
    public void The_next_opening_is_open_and_nothing_is_open_before_it() =>
        Hold(
            from calendar in Calendars
            from moment in Moments
            let opening = calendar.NextOpening(moment)
            select opening >= moment && calendar.IsOpen(opening) && calendar.OpenTimeBetween(moment, opening) == TimeSpan.Zero
        );

    private static bool OpenOrClosing(BusinessCalendar calendar, DateTimeOffset moment) =>
        calendar.IsOpen(moment) || calendar.IsOpen(moment - TimeSpan.FromTicks(1));

    private static TimeOnly Minute(int minute) => new(minute / 60, minute % 60);

    private static void Hold(Gen<bool> law) => Seeds.Hold(law, 2000);
}
