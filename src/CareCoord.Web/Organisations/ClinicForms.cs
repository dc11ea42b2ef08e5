using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CareCoord.Organisations;
using CareCoord.Web.Absences;

namespace CareCoord.Web.Organisations;

/// <summary>The opening hours as typed, one entry a weekday from Monday on.</summary>
public sealed class WeekForm
{
    /// <summary>Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Weekdays { get; } = [.. Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7)];

    public List<DayForm> Days { get; set; } = [];

    /// <summary>The form as it stands in the database.</summary>
    public static WeekForm Of(IReadOnlyDictionary<DayOfWeek, OpeningHours> hours) =>
        new()
        {
            Days =
            [
                .. Weekdays.Select(day =>
                    hours.TryGetValue(day, out var open)
                        ? new DayForm { Opens = Written(open.Opens), Closes = Written(open.Closes) }
                        : new DayForm()
                ),
            ],
        };

    /// <summary>The hours, and a sentence for each weekday on which they cannot be read.</summary>
    public (Dictionary<DayOfWeek, OpeningHours> Hours, Dictionary<DayOfWeek, string> Problems) Read()
    {
        var (hours, problems) = (new Dictionary<DayOfWeek, OpeningHours>(), new Dictionary<DayOfWeek, string>());
        foreach (var (weekday, day) in Weekdays.Zip(Days))
        {
            if (string.IsNullOrWhiteSpace(day.Opens) && string.IsNullOrWhiteSpace(day.Closes))
                continue;
            if (MomentField.ReadTime(day.Opens) is not { } opens || MomentField.ReadTime(day.Closes) is not { } closes)
                problems[weekday] = "Enter both times as hours and minutes, such as 08:00, or leave both empty.";
            else if (closes <= opens)
                problems[weekday] = "The clinic closes before it opens. Enter a later closing time.";
            else
                hours[weekday] = new(opens, closes);
        }

        return (hours, problems);
    }

    private static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>When the clinic opens and closes on one weekday; both empty where it is closed.</summary>
public sealed class DayForm
{
    public string? Opens { get; set; }
    public string? Closes { get; set; }
}

/// <summary>What is typed to add a holiday.</summary>
public sealed class HolidayForm : IValidatableObject
{
    [Required(ErrorMessage = "Enter the date.")]
    public string? Date { get; set; }

    [
        Required(ErrorMessage = "Enter a name, such as Thanksgiving."),
        StringLength(Holiday.LongestName, ErrorMessage = "Use at most 100 characters.")
    ]
    public string? Name { get; set; }

    /// <summary>The date, or null where it is none.</summary>
    public DateOnly? Read() =>
        DateOnly.TryParseExact(Date?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Read() is null)
            yield return new("Enter a date such as 2026-12-25.", [nameof(Date)]);
    }
}

/// <summary>What is typed to add or change a unit.</summary>
public sealed class UnitForm
{
    [
        Required(ErrorMessage = "Enter the unit’s name."),
        StringLength(OrganisationUnit.LongestName, ErrorMessage = "Use at most 80 characters.")
    ]
    public string? Name { get; set; }

    [StringLength(OrganisationUnit.LongestPhone, ErrorMessage = "Use at most 40 characters.")]
    public string? Phone { get; set; }
}

/// <summary>Who is chosen from the staff.</summary>
public sealed class StaffForm
{
    [Required(ErrorMessage = "Choose somebody.")]
    public string? Who { get; set; }
}
