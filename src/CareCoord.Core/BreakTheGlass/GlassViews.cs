using CareCoord.Access;

namespace CareCoord.BreakTheGlass;

/// <summary>
/// What "Find a person" shows before one searches: the records open by a broken glass, and the people found in the last 15 minutes.
/// </summary>
public sealed record FindPersonView(IReadOnlyList<OpenGlass> Open, IReadOnlyList<FoundPerson> Found);

/// <summary>A record that the asker opened by breaking the glass, and until when.</summary>
public sealed record OpenGlass(Guid PatientId, string Name, DateOnly BirthDate, long Number, DateTimeOffset Until);

/// <summary>One broken glass as administrators review it. It says who the patient is, and does not lead to the record.</summary>
/// <param name="Until">When it ended, or ends.</param>
/// <param name="Ended">The person said that they were done.</param>
/// <param name="Pages">How many pages of the record they opened in that time.</param>
public sealed record GlassForReview(
    Guid Id,
    Guid AccountId,
    string ByWhom,
    Hat Hat,
    string Patient,
    DateTimeOffset Since,
    DateTimeOffset Until,
    bool Ended,
    GlassReason Kind,
    string Reason,
    int Pages,
    GlassVerdict? Verdict,
    string? Note,
    string? ReviewedBy,
    DateTimeOffset? ReviewedAt
);
