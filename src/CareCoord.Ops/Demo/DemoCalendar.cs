using System.Globalization;
using CareCoord.Organisations;

namespace CareCoord.Ops.Demo;

/// <summary>The demo's days, counted from today at Riverside: -2 is the day before yesterday, 1 is tomorrow.</summary>
internal sealed class DemoCalendar
{
    /// <summary>The time zone of the clinics and of everybody in the demo.</summary>
    public const string ZoneName = "America/Chicago";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public DemoCalendar(TimeProvider clock)
    {
        Now = clock.GetUtcNow().ToUniversalTime();
        Today = DayOf(Now);
        // Deadlines reach some months back and ahead.
        Business = BusinessCalendar.Usual(Zone, FederalHolidays.Between(Today.Year - 1, Today.Year + 1).Select(holiday => holiday.Date));
    }

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    /// <summary>The clinics' hours, by which deadlines are reckoned.</summary>
    public BusinessCalendar Business { get; }

    public DateOnly Day(int fromToday) => Today.AddDays(fromToday);

    /// <summary>A moment of a day, on Riverside's clocks.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The day of a moment, on Riverside's clocks.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>A moment so many days from today; one in the last hours of today has not come yet and becomes now.</summary>
    public DateTimeOffset Moment(int fromToday, string time)
    {
        var moment = At(Day(fromToday), Time(time));
        return fromToday <= 0 && moment > Now ? Now : moment;
    }

    /// <summary>A moment so many days ago, on an open day; one that has not come yet becomes now.</summary>
    public DateTimeOffset WorkMoment(int daysAgo, string time)
    {
        var moment = At(Workday(-daysAgo), Time(time));
        return moment > Now ? Now : moment;
    }

    /// <summary>The day itself where the clinics are open, or the nearest open day on the far side of it from today.</summary>
    public DateOnly Workday(int fromToday) => OpenFrom(Day(fromToday), fromToday < 0 ? -1 : 1);

    /// <summary>The first day from <paramref name="day"/> on, forwards or backwards, on which the clinics are open.</summary>
    public static DateOnly OpenFrom(DateOnly day, int step)
    {
        while (!IsOpen(day))
            day = day.AddDays(step);
        return day;
    }

    public static TimeOnly Time(string time) => TimeOnly.ParseExact(time, "H:mm", CultureInfo.InvariantCulture);

    /// <summary>Whether the clinics are open.</summary>
    public static bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && FederalHolidays.NameOf(day) is null;
}
