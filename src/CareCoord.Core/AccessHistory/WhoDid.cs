using CareCoord.Access;

namespace CareCoord.AccessHistory;

/// <summary>
/// A line of who did what on a record: one person's acts of one kind on one day. Between one and the next is an hour at the most.
/// </summary>
/// <param name="Id">The first of these acts in the audit.</param>
/// <param name="Since">When the first was.</param>
/// <param name="Until">When the last was.</param>
/// <param name="Times">How many they are.</param>
/// <param name="ForPatient">They acted for the patient, and not as themselves.</param>
public sealed record WhoDid(
    Guid Id,
    DateTimeOffset Since,
    DateTimeOffset Until,
    int Times,
    Guid AccountId,
    string? Name,
    Hat Hat,
    bool ForPatient,
    string Action,
    AccessMark Mark
)
{
    /// <summary>More minutes than this between two acts of one kind make them two lines.</summary>
    public const int MinutesApart = 60;
}

/// <summary>What sets a line apart from the others of its day, in the order in which they stand there.</summary>
public enum AccessMark
{
    BrokeGlass,

    /// <summary>They had never opened the record before.</summary>
    FirstTime,

    None,

    /// <summary>The reader's own.</summary>
    Own,
}

/// <summary>What kind of act somebody looks for.</summary>
public enum AccessKind
{
    Looked,
    Changed,
    BrokeGlass,
}

/// <summary>Which acts on a record are asked for; what is not said is any.</summary>
/// <param name="Name">Only of people whose name has this in it.</param>
/// <param name="After">The key that the page before gave.</param>
public sealed record AccessAsked(string? Name = null, AccessKind? Kind = null, DateOnly? Day = null, string? After = null)
{
    /// <summary>By whose clock the days are.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>It leaves some of them out.</summary>
    public bool IsFiltered => Name is not null || Kind is not null || Day is not null;
}
