using CareCoord.Absences;
using CareCoord.Shared;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Absences;

/// <summary>Says when somebody is away.</summary>
internal static class AbsenceText
{
    /// <summary>"Monday 30 November until Friday 4 December"; with the time of day where it is no whole day at the clinic.</summary>
    public static string Span(AbsenceView absence, Spoken spoken, TimeZoneInfo clinic) =>
        $"{First(absence.Since, spoken, clinic)} until {Last(absence.Until, spoken, clinic)}";

    private static string First(DateTimeOffset since, Spoken spoken, TimeZoneInfo clinic) =>
        IsMidnight(since, clinic) ? spoken.Day(clinic.DateThere(since)) : spoken.Moment(since);

    // Midnight is the end of the day before.
    private static string Last(DateTimeOffset until, Spoken spoken, TimeZoneInfo clinic) =>
        IsMidnight(until, clinic) ? "the end of " + spoken.DayWithin(clinic.DateThere(until).AddDays(-1)) : spoken.MomentWithin(until);

    private static bool IsMidnight(DateTimeOffset moment, TimeZoneInfo clinic) =>
        clinic.FirstShowing(clinic.DateThere(moment), TimeOnly.MinValue) == moment;
}
