using System.Globalization;

namespace CareCoord.Web.Shell;

/// <summary>Says dates and times as people do: "Tomorrow, Tuesday 24 November, 9:30 in the morning", in the viewer's time zone.</summary>
public sealed class Spoken(TimeProvider clock, string timeZone, string clinicTimeZone, string language)
{
    private readonly TimeZoneInfo zone = Zone(timeZone);
    private readonly TimeZoneInfo clinicZone = Zone(clinicTimeZone);

    /// <summary>The viewer's language and customs.</summary>
    public CultureInfo Culture { get; } = CultureOf(language);

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo TimeZone => zone;

    /// <summary>Today, where the viewer is.</summary>
    public DateOnly Today => DateOf(clock.GetUtcNow());

    /// <summary>The day of a moment, where the viewer is.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).Date);

    /// <summary>"Good morning", by the viewer's own clock.</summary>
    public string Greeting =>
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Hour switch
        {
            < 5 => "Hello",
            < 12 => "Good morning",
            < 17 => "Good afternoon",
            _ => "Good evening",
        };

    /// <summary>"Tomorrow, Tuesday 24 November"; the year where it is another one.</summary>
    public string Day(DateOnly day)
    {
        var named = day.ToString(day.Year == Today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", Culture);
        return (day.DayNumber - Today.DayNumber) switch
        {
            0 => "Today, " + named,
            1 => "Tomorrow, " + named,
            -1 => "Yesterday, " + named,
            _ => named,
        };
    }

    /// <summary>A day in few letters, for dense lists: "today", "Tue 24 Nov".</summary>
    public string ShortDay(DateOnly day) =>
        (day.DayNumber - Today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            _ => day.ToString(day.Year == Today.Year ? "ddd d MMM" : "d MMM yyyy", Culture),
        };

    /// <summary>A date in full, as on paper: "4 March 1955".</summary>
    public string FullDate(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"9:30 in the morning"; the zone is named where its clock is not the clinic's.</summary>
    public string Time(DateTimeOffset moment) => $"{Clock(moment)} {PartOfDay(moment)}";

    /// <summary>A time in few letters: "9:30 am".</summary>
    public string ShortTime(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>"Tomorrow, Tuesday 24 November, 9:30 in the morning".</summary>
    public string Moment(DateTimeOffset moment) => $"{Day(DateOf(moment))}, {Time(moment)}";

    /// <summary>The same within a sentence: "tomorrow, Tuesday 24 November, 9:30 in the morning".</summary>
    public string MomentWithin(DateTimeOffset moment) => Within(Moment(moment));

    /// <summary>A day within a sentence: "yesterday, Saturday 21 November".</summary>
    public string DayWithin(DateOnly day) => Within(Day(day));

    /// <summary>"tomorrow, 9:30 am", for dense lists.</summary>
    public string ShortMoment(DateTimeOffset moment) => $"{ShortDay(DateOf(moment))}, {ShortTime(moment)}";

    /// <summary>The moment in large letters: "Tomorrow at 9:30", "Thursday 3 December at 2:00".</summary>
    public string Headline(DateTimeOffset moment) => $"{Day(DateOf(moment)).Split(',')[0]} at {Clock(moment)}";

    /// <summary>What a headline leaves out: "Tuesday 24 November, in the morning".</summary>
    public string BesideHeadline(DateTimeOffset moment) =>
        Day(DateOf(moment)).Split(", ") is [_, var named] ? $"{named}, {PartOfDay(moment)}" : PlainText.Capital(PartOfDay(moment));

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

    private string Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("h:mm", CultureInfo.InvariantCulture);

    private string PartOfDay(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var part = local.Hour switch
        {
            12 when local.Minute == 0 => "noon",
            < 5 => "at night",
            < 12 => "in the morning",
            < 17 => "in the afternoon",
            < 21 => "in the evening",
            _ => "at night",
        };
        return zone.GetUtcOffset(moment) == clinicZone.GetUtcOffset(moment) ? part : $"{part}, {City} time";
    }

    private string City => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

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
