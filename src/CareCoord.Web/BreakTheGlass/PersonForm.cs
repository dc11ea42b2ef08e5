using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CareCoord.BreakTheGlass;

namespace CareCoord.Web.BreakTheGlass;

/// <summary>What somebody types to find a person.</summary>
public sealed class PersonForm : IValidatableObject
{
    private const string TooLong = "That is too long for a name. Check what you entered.";

    [Required(ErrorMessage = "Enter the given name."), StringLength(FindPerson.LongestName, ErrorMessage = TooLong)]
    public string? GivenName { get; set; }

    [Required(ErrorMessage = "Enter the family name."), StringLength(FindPerson.LongestName, ErrorMessage = TooLong)]
    public string? FamilyName { get; set; }

    [Required(ErrorMessage = "Enter the date of birth.")]
    public string? BirthDate { get; set; }

    internal DateOnly? Born =>
        DateOnly.TryParseExact(BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Born is null)
            yield return new("Enter the date of birth as year-month-day, like 1955-03-04.", [nameof(BirthDate)]);
    }
}
