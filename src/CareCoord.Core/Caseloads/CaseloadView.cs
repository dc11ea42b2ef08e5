using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>The coordinator's home: everyone on the caseload, those who need attention first.</summary>
/// <param name="People">How many people are on the caseload.</param>
/// <param name="NeedAttention">How many of them need attention, for at least one reason.</param>
public sealed record CaseloadView(int People, int NeedAttention, int VisitsToday, int ReviewsLate, Page<CaseloadRow> Rows);

/// <summary>One patient of a caseload: who they are, why they need attention, and what is next.</summary>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
/// <param name="NextIsThere">The next visit takes place at the clinic.</param>
/// <param name="StandsInFor">The coordinator for whom the asker stands in with this patient; null for the asker's own.</param>
public sealed record CaseloadRow(
    Guid PatientId,
    string Name,
    DateOnly BirthDate,
    long? Number,
    string? MainProblem,
    IReadOnlyList<Reason> Reasons,
    string? NextTitle,
    DateTimeOffset? NextAt,
    bool NextIsThere,
    string? NextWith,
    int? PlanVersion,
    DateTimeOffset? PlanPublishedAt,
    string TimeZone,
    string? StandsInFor
);

/// <summary>Why a patient needs their coordinator, most urgent first.</summary>
public enum ReasonKind
{
    /// <summary>A visit was missed in the last 30 days, and none with that provider is booked.</summary>
    MissedVisit,

    /// <summary>An open care task is past its due moment.</summary>
    LateTask,

    /// <summary>A care task is back with the coordinator: whoever was asked has declined it.</summary>
    TaskBack,

    /// <summary>Nobody does an activity: its owner has left the care team.</summary>
    NobodyDoes,

    /// <summary>A visit is booked with somebody who has left the care team.</summary>
    VisitLeft,

    /// <summary>There is no published plan.</summary>
    NoPlan,

    /// <summary>A visit's time has passed, and nobody has recorded what became of it.</summary>
    NoOutcome,

    /// <summary>A legal document was handed in and waits for a review.</summary>
    DocumentWaits,

    /// <summary>A goal's day has passed without its target being reached.</summary>
    GoalLate,

    /// <summary>The day on which the plan was to be reviewed has passed.</summary>
    ReviewLate,

    /// <summary>No visit is booked for the next 60 days.</summary>
    NoVisit,
}

/// <summary>A reason, what it is about (a visit, a task, an activity, a goal), and since when.</summary>
public sealed record Reason(ReasonKind Kind, string? About, DateOnly? Since);
