namespace CareCoord.Patients;

/// <summary>A person whose care is coordinated here.</summary>
public sealed class Patient
{
    public Guid Id { get; private set; }

    /// <summary>The account the patient signs in with; null for one who has none yet.</summary>
    public Guid? AccountId { get; private set; }

    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string? PreferredName { get; private set; }
    public string? Pronouns { get; private set; }
    public DateOnly BirthDate { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>An IANA time zone: what "today" means for the plan.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>The clinic's own number of the record, given by the database.</summary>
    public long RecordNumber { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public uint RowVersion { get; private set; }

    /// <summary>Age in full years on a day.</summary>
    public static int AgeOn(DateOnly birthDate, DateOnly day) =>
        day.Year - birthDate.Year - (day < birthDate.AddYears(day.Year - birthDate.Year) ? 1 : 0);
}
