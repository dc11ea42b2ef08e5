using System.Globalization;
using CareCoord.Appointments;

namespace CareCoord.Web.Shell;

/// <summary>
/// Says dates and times as people do: "Tomorrow, Tuesday 24 November, 9:30 in the morning". It is the viewer's time; what happens at the
/// clinic is said in the clinic's, with the viewer's beside it where they differ (<see cref="At"/>).
/// </summary>
public sealed class Spoken(TimeProvider clock, string timeZone, string clinicTimeZone, string language)
{
    private readonly TimeZoneInfo ownZone = Zone(timeZone);
    private readonly TimeZoneInfo clinicZone = Zone(clinicTimeZone);
    private bool isThere;

    private TimeZoneInfo zone => isThere ? clinicZone : ownZone;

    /// <summary>
    /// As a visit of this way is said. One at the clinic is in the clinic's time. One by video or telephone is where the viewer is, and so
    /// is what is no visit.
    /// </summary>
    public Spoken At(VisitWay? way) => There(way == VisitWay.InPerson);

    /// <summary>As what takes place at the clinic is said, where that is so.</summary>
    public Spoken There(bool atTheClinic) =>
        atTheClinic && !isThere ? new(clock, timeZone, clinicTimeZone, language) { isThere = true } : this;

    /// <summary>The viewer's language and customs.</summary>
    public CultureInfo Culture { get; } = CultureOf(language);

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo TimeZone => ownZone;

    /// <summary>Today, where it is said for.</summary>
    public DateOnly Today => DateOf(clock.GetUtcNow());

    /// <summary>The day of a moment, where it is said for.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateIn(zone, moment);

    /// <summary>"Good morning", by the viewer's own clock.</summary>
    public string Greeting =>
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), ownZone).Hour switch
        {
            < 5 => "Hello",
            < 12 => "Good morning",
            < 17 => "Good afternoon",
            _ => "Good evening",
        };

    /// <summary>"Tomorrow, Tuesday 24 November"; the year where it is another one.</summary>
    public string Day(DateOnly day) =>
        (day.DayNumber - Today.DayNumber) switch
        {
            0 => "Today, " + Named(day),
            1 => "Tomorrow, " + Named(day),
            -1 => "Yesterday, " + Named(day),
            _ => Named(day),
        };

    /// <summary>The day of a moment; by its name where "tomorrow" there is today where the viewer is.</summary>
    public string Day(DateTimeOffset moment) => IsSameDay(moment) ? Day(DateOf(moment)) : Named(DateOf(moment));

    /// <summary>A day in few letters, for dense lists: "today", "Tue 24 Nov".</summary>
    public string ShortDay(DateOnly day) =>
        (day.DayNumber - Today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            _ => ShortNamed(day),
        };

    /// <summary>A date in full, as on paper: "4 March 1955".</summary>
    public string FullDate(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"born 4 March 1955", with the number of the record where there is one to tell people apart by.</summary>
    public string Born(DateOnly day, long? record = null) =>
        record is { } number ? $"born {FullDate(day)} · record {number}" : "born " + FullDate(day);

    /// <summary>"Walter Brandt, born 4 March 1955": somebody among others to choose; the name alone where no more is known.</summary>
    public string Person(string name, DateOnly? born, long? record) => born is { } day ? $"{name}, {Born(day, record)}" : name;

    /// <summary>
    /// "9:30 in the morning". Where the viewer's clock is not the clinic's, the zone is named: "9:30 in the morning, Denver time". For what
    /// happens at the clinic, theirs stands beside: "10:30 in the morning, Chicago time (9:30 yours)".
    /// </summary>
    public string Time(DateTimeOffset moment) => $"{Clock(moment, zone)} {PartOfDay(moment)}";

    /// <summary>
    /// A time in few letters: "9:30 am"; where the clocks differ "9:30 am Denver", or at the clinic "10:30 am Chicago (9:30 am yours)".
    /// </summary>
    public string ShortTime(DateTimeOffset moment) => ShortClock(moment, zone) + (Differs(moment) ? ShortBeside(moment) : "");

    /// <summary>"Tomorrow, Tuesday 24 November, 9:30 in the morning".</summary>
    public string Moment(DateTimeOffset moment) => $"{Day(moment)}, {Time(moment)}";

    /// <summary>The same within a sentence: "tomorrow, Tuesday 24 November, 9:30 in the morning".</summary>
    public string MomentWithin(DateTimeOffset moment) => Within(Moment(moment));

    /// <summary>A day within a sentence: "yesterday, Saturday 21 November".</summary>
    public string DayWithin(DateOnly day) => Within(Day(day));

    /// <summary>The day of a moment within a sentence.</summary>
    public string DayWithin(DateTimeOffset moment) => Within(Day(moment));

    /// <summary>"tomorrow, 9:30 am", for dense lists.</summary>
    public string ShortMoment(DateTimeOffset moment) =>
        $"{(IsSameDay(moment) ? ShortDay(DateOf(moment)) : ShortNamed(DateOf(moment)))}, {ShortTime(moment)}";

    /// <summary>The moment in large letters: "Tomorrow at 9:30", "Thursday 3 December at 2:00".</summary>
    public string Headline(DateTimeOffset moment) => $"{Day(moment).Split(',')[0]} at {Clock(moment, zone)}";

    /// <summary>What a headline leaves out: "Tuesday 24 November, in the morning".</summary>
    public string BesideHeadline(DateTimeOffset moment) =>
        Day(moment).Split(", ") is [_, var named] ? $"{named}, {PartOfDay(moment)}" : PlainText.Capital(PartOfDay(moment));

    /// <summary>Several days in one line, each once, in their order: "30 November, 1 and 7 December".</summary>
    public string Days(IEnumerable<DateOnly> days) =>
        string.Join(
            ", ",
            days.Distinct()
                .Order()
                .GroupBy(day => (day.Year, day.Month))
                .Select(month =>
                    PlainText.And([.. month.Select(day => day.Day.ToString(Culture))])
                    + month.First().ToString(month.Key.Year == Today.Year ? " MMMM" : " MMMM yyyy", Culture)
                )
        );

    /// <summary>A number with no more digits than it needs.</summary>
    public string Number(decimal value) => value.ToString("0.##", Culture);

    // The names of days keep their capital.
    private static string Within(string said) =>
        said.StartsWith("To", StringComparison.Ordinal) || said.StartsWith("Yesterday", StringComparison.Ordinal)
            ? char.ToLowerInvariant(said[0]) + said[1..]
            : said;

    private string Named(DateOnly day) => day.ToString(day.Year == Today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", Culture);

    private string ShortNamed(DateOnly day) => day.ToString(day.Year == Today.Year ? "ddd d MMM" : "d MMM yyyy", Culture);

    private bool IsSameDay(DateTimeOffset moment) => !isThere || DaysAway(moment, clinicZone) == DaysAway(moment, ownZone);

    private int DaysAway(DateTimeOffset moment, TimeZoneInfo at) => DateIn(at, moment).DayNumber - DateIn(at, clock.GetUtcNow()).DayNumber;

    private bool Differs(DateTimeOffset moment) => ownZone.GetUtcOffset(moment) != clinicZone.GetUtcOffset(moment);

    private string PartOfDay(DateTimeOffset moment)
    {
        var part = Part(moment, zone);
        return !Differs(moment) ? part
            : isThere ? $"{part}, {City(zone)} time ({Beside(moment, part)} yours)"
            : $"{part}, {City(zone)} time";
    }

    // The viewer's clock beside the clinic's, with what is different besides.
    private string Beside(DateTimeOffset moment, string part)
    {
        var (own, named) = (Part(moment, ownZone), Clock(moment, ownZone));
        var said = own == part ? named : $"{named} {own}";
        return DateIn(ownZone, moment) == DateOf(moment) ? said : $"{Named(DateIn(ownZone, moment))}, {said}";
    }

    private string ShortBeside(DateTimeOffset moment) =>
        !isThere ? " " + City(zone)
        : DateIn(ownZone, moment) == DateOf(moment) ? $" {City(zone)} ({ShortClock(moment, ownZone)} yours)"
        : $" {City(zone)} ({ShortNamed(DateIn(ownZone, moment))}, {ShortClock(moment, ownZone)} yours)";

    private static DateOnly DateIn(TimeZoneInfo zone, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).Date);

    private static string Clock(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("h:mm", CultureInfo.InvariantCulture);

    private static string ShortClock(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();

    private static string Part(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return local.Hour switch
        {
            12 when local.Minute == 0 => "noon",
            < 5 => "at night",
            < 12 => "in the morning",
            < 17 => "in the afternoon",
            < 21 => "in the evening",
            _ => "at night",
        };
    }

    private static string City(TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    private static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
