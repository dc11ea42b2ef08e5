using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CareCoord.Absences;
using CareCoord.Shared;

namespace CareCoord.Web.Absences;

/// <summary>A day and perhaps a time, as typed, on the clinic's clock.</summary>
public static class MomentField
{
    /// <summary>The moment; a day without a time begins at midnight, or ends at the next one. Null where it cannot be read.</summary>
    public static DateTimeOffset? Read(string? day, string? time, TimeZoneInfo zone, bool toItsEnd)
    {
        if (
            !DateOnly.TryParseExact(day?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year is < 2000 or > 2150
        )
            return null;
        if (string.IsNullOrWhiteSpace(time))
            return zone.FirstShowing(toItsEnd ? date.AddDays(1) : date, TimeOnly.MinValue);
        return ReadTime(time) is { } at ? zone.FirstShowing(date, at) : null;
    }

    /// <summary>A time of day such as 8:30 or 17:00, or null.</summary>
    public static TimeOnly? ReadTime(string? time) =>
        TimeOnly.TryParseExact(time?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;
}

/// <summary>What is typed to plan an absence.</summary>
public sealed class AbsenceForm : IValidatableObject
{
    [Required(ErrorMessage = "Enter the first day.")]
    public string? FromDay { get; set; }

    public string? FromTime { get; set; }

    [Required(ErrorMessage = "Enter the last day.")]
    public string? UntilDay { get; set; }

    public string? UntilTime { get; set; }

    [Required(ErrorMessage = "Choose who stands in.")]
    public string? Deputy { get; set; }

    [StringLength(Absence.LongestNote, ErrorMessage = "Use at most 500 characters.")]
    public string? Note { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var (from, until) = (
            MomentField.Read(FromDay, FromTime, TimeZoneInfo.Utc, false),
            MomentField.Read(UntilDay, UntilTime, TimeZoneInfo.Utc, true)
        );
        if (MomentField.Read(FromDay, null, TimeZoneInfo.Utc, false) is null)
            yield return new("Enter the first day as a date, such as 2026-11-30.", [nameof(FromDay)]);
        else if (from is null)
            yield return new("Enter the time as hours and minutes, such as 13:00, or leave it empty.", [nameof(FromTime)]);
        if (MomentField.Read(UntilDay, null, TimeZoneInfo.Utc, false) is null)
            yield return new("Enter the last day as a date, such as 2026-12-04.", [nameof(UntilDay)]);
        else if (until is null)
            yield return new("Enter the time as hours and minutes, such as 13:00, or leave it empty.", [nameof(UntilTime)]);
        if (until <= from)
            yield return new("The end is before the beginning. Enter a later day.", [nameof(UntilDay)]);
        if (!Guid.TryParse(Deputy, out _))
            yield return new("Choose somebody from the list.", [nameof(Deputy)]);
    }
}

/// <summary>What is typed to end an absence earlier than planned.</summary>
public sealed class EarlierEnd
{
    public string? Day { get; set; }
    public string? Time { get; set; }
}

/// <summary>Who is chosen as the standing deputy; nobody where it is empty.</summary>
public sealed class DeputyForm
{
    public string? Deputy { get; set; }
}
