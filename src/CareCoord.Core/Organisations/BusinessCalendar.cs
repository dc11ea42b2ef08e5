using CareCoord.Shared;

namespace CareCoord.Organisations;

/// <summary>From when until when the clinic is open on a day, as the clock there shows it.</summary>
public readonly record struct OpeningHours(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>8 in the morning until 5 in the afternoon.</summary>
    public static OpeningHours Usual { get; } = new(new TimeOnly(8, 0), new TimeOnly(17, 0));
}

/// <summary>
/// When the clinic is open: reckons deadlines in business days and in business time, over nights, weekends, holidays and
/// changes of the clock. The moments it answers with are in UTC.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>The most business days that a deadline may be away.</summary>
    public const int MostDays = 1000;

    /// <summary>The most business time that a deadline may be away, forward or back.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromHours(10_000);

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2190, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // How far to look for a day on which the clinic is open: longer than any chain of holidays.
    private const int LookDays = 3660;

    private readonly Dictionary<DayOfWeek, OpeningHours> hours;
    private readonly HashSet<DateOnly> holidays;

    /// <param name="zone">The clinic's time zone.</param>
    /// <param name="hours">The opening hours of each weekday; a weekday that is not among them is closed.</param>
    /// <param name="holidays">The days on which the clinic is closed whatever the weekday.</param>
    public BusinessCalendar(TimeZoneInfo zone, IReadOnlyDictionary<DayOfWeek, OpeningHours> hours, IEnumerable<DateOnly> holidays)
    {
        Zone = zone;
        this.hours = new(hours);
        this.holidays = [.. holidays];
        if (this.hours.Count == 0 || this.hours.Values.Any(h => h.Closes <= h.Opens))
            throw new ArgumentException("The clinic opens on one weekday at least, and closes after it opens.", nameof(hours));
    }

    /// <summary>The clinic's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Monday to Friday from 8 to 5.</summary>
    public static IReadOnlyDictionary<DayOfWeek, OpeningHours> UsualHours { get; } =
        new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.ToDictionary(
            day => day,
            _ => OpeningHours.Usual
        );

    /// <summary>A calendar of the usual hours.</summary>
    public static BusinessCalendar Usual(TimeZoneInfo zone, IEnumerable<DateOnly>? holidays = null) =>
        new(zone, UsualHours, holidays ?? []);

    /// <summary>The clinic's hours on a date, null where it is closed: a weekday without hours, or a holiday.</summary>
    public OpeningHours? HoursOn(DateOnly date) =>
        !holidays.Contains(date) && hours.TryGetValue(date.DayOfWeek, out var open) ? open : null;

    /// <summary>Whether the clinic is open at this moment; not any more at the very moment of closing.</summary>
    public bool IsOpen(DateTimeOffset moment) => Forward(moment).First().Opens <= moment;

    /// <summary>The first moment from this one on when the clinic is open: this one itself where it is.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset from) => Later(Forward(from).First().Opens, from);

    /// <summary>
    /// The closing moment of the n-th business day after the day of <paramref name="from"/>. With 0 days it is the next closing, which is
    /// today's until the clinic has closed.
    /// </summary>
    public DateTimeOffset AddBusinessDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        if (days == 0)
            return Forward(from).First().Closes;
        var today = Zone.DateThere(InRange(from));
        return Days(today.AddDays(1), 1).ElementAt(days - 1).Closes;
    }

    /// <summary>
    /// Counts open time only: a deadline "in 4 business hours" set at 3 on Friday falls at 10 on Monday. Negative time counts
    /// back. Time that is used up at closing ends there, and time counted back to an opening ends at that opening.
    /// </summary>
    public DateTimeOffset AddBusinessTime(DateTimeOffset from, TimeSpan time)
    {
        if (time > MostTime || time < -MostTime)
            throw new ArgumentOutOfRangeException(nameof(time), time, "A deadline is at most 10,000 business hours away.");
        if (time == TimeSpan.Zero)
            return Later(Days(Yesterday(from), 1).First(day => from <= day.Closes).Opens, from);
        return time > TimeSpan.Zero ? Ahead(from, time) : Back(from, -time);
    }

    /// <summary>How long the clinic is open between two moments; negative where the second is before the first.</summary>
    public TimeSpan OpenTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (InRange(to) < from)
            return -OpenTimeBetween(to, from);
        var last = Zone.DateThere(to).AddDays(1);
        var open = TimeSpan.Zero;
        for (var date = Yesterday(from); date <= last; date = date.AddDays(1))
        {
            if (On(date) is { } day && day.Closes > from && day.Opens < to)
                open += Earlier(day.Closes, to) - Later(day.Opens, from);
        }

        return open;
    }

    private DateTimeOffset Ahead(DateTimeOffset from, TimeSpan time)
    {
        foreach (var day in Forward(from))
        {
            var start = Later(day.Opens, from);
            if (day.Closes - start >= time)
                return start + time;
            time -= day.Closes - start;
        }

        throw NeverOpen();
    }

    private DateTimeOffset Back(DateTimeOffset from, TimeSpan time)
    {
        foreach (var day in Days(Zone.DateThere(InRange(from)).AddDays(1), -1).Where(day => day.Opens < from))
        {
            var end = Earlier(day.Closes, from);
            if (end - day.Opens >= time)
                return end - time;
            time -= end - day.Opens;
        }

        throw NeverOpen();
    }

    // The open days that are not over at this moment.
    private IEnumerable<OpenDay> Forward(DateTimeOffset from) => Days(Yesterday(from), 1).Where(day => from < day.Closes);

    // Where the clock goes back over midnight, a day begins before the one before it has ended.
    private DateOnly Yesterday(DateTimeOffset moment) => Zone.DateThere(InRange(moment)).AddDays(-1);

    private IEnumerable<OpenDay> Days(DateOnly first, int step)
    {
        var closedFor = 0;
        for (var date = first; closedFor < LookDays; date = date.AddDays(step))
        {
            closedFor++;
            if (On(date) is not { } day)
                continue;
            closedFor = 0;
            yield return day;
        }

        throw NeverOpen();
    }

    // A day whose hours fall into the gap of a changing clock has no open time, and so is closed.
    private OpenDay? On(DateOnly date)
    {
        if (HoursOn(date) is not { } open)
            return null;
        var day = new OpenDay(Zone.FirstShowing(date, open.Opens), Zone.FirstShowing(date, open.Closes));
        return day.Closes > day.Opens ? day : null;
    }

    private static DateTimeOffset InRange(DateTimeOffset moment) =>
        moment >= Earliest && moment < Latest
            ? moment
            : throw new ArgumentOutOfRangeException(nameof(moment), moment, "The calendar knows the years 1990 to 2189.");

    private static RuleBroken NeverOpen() =>
        new("The clinic is closed for the next ten years. Ask an administrator to correct the opening hours.");

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => (one > other ? one : other).ToUniversalTime();

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => (one < other ? one : other).ToUniversalTime();

    private readonly record struct OpenDay(DateTimeOffset Opens, DateTimeOffset Closes);
}
