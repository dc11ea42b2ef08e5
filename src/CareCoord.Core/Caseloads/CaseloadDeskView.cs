using CareCoord.Patients;
using CareCoord.SavedViews;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>In which order the desk shows people.</summary>
public enum CaseloadSort
{
    /// <summary>The most urgent reason first, then the higher risk.</summary>
    Need,
    Name,

    /// <summary>High, rising, low; then those whose risk nobody has judged.</summary>
    Risk,

    /// <summary>The next visit or task, whichever comes first; then those who have neither.</summary>
    Next,

    /// <summary>The most late tasks first.</summary>
    Late,

    /// <summary>Whose record the asker has not opened for longest, or never.</summary>
    Looked,

    /// <summary>Who lacks the most documents, then whose run out first.</summary>
    Documents,
}

/// <summary>A page of the desk: in which order, which people, after whom of the page before.</summary>
/// <param name="Need">Only those who need the asker, for any reason.</param>
/// <param name="Late">Only those with late tasks.</param>
/// <param name="Transition">Only those who are on their way home from a place of care.</param>
/// <param name="Documents">Only those who have no directive or no power of attorney in effect.</param>
/// <param name="Name">Only those whose name has this in it.</param>
/// <param name="Reversed">The other way round: who needs nothing first, Z before A. Ties, and what is unknown, stay as they are.</param>
public sealed record CaseloadFilter(
    CaseloadSort Sort,
    bool Need = false,
    ReasonKind? Reason = null,
    Risk? Risk = null,
    bool Late = false,
    bool Transition = false,
    string? Name = null,
    string? After = null,
    bool Documents = false,
    bool Reversed = false
)
{
    /// <summary>Some people of the caseload are left out.</summary>
    public bool IsFiltered =>
        Need || Reason is not null || Risk is not null || Late || Transition || Documents || !string.IsNullOrWhiteSpace(Name);
}

/// <summary>The coordinator's desk: counts of the whole caseload, a page of it, and the views that the asker keeps of it.</summary>
/// <param name="Columns">The columns as the asker keeps them; null where they never chose.</param>
/// <param name="ChangesOf">The accounts whose changes concern the desk: the asker's, and of those for whom they stand in.</param>
public sealed record CaseloadDeskView(
    CaseloadCounts Counts,
    Page<CaseloadDeskRow> Rows,
    IReadOnlyList<SavedView> Views,
    string? Columns,
    IReadOnlyList<Guid> ChangesOf
);

/// <summary>
/// How many people there are, need the asker, have late tasks, are in a transition, are at high risk, and lack a document.
/// The last is how many the filter finds.
/// </summary>
public sealed record CaseloadCounts(int People, int Need, int Late, int Transition, int HighRisk, int Documents, int Found);

/// <summary>One patient of the desk.</summary>
/// <param name="Number">The number of the record, where another patient of the asker's has that name and birth date too.</param>
/// <param name="StandsInFor">The coordinator for whom the asker stands in with this patient; null for the asker's own.</param>
/// <param name="Late">How many open tasks are past their due moment.</param>
/// <param name="LookedAt">When the asker last opened the record; null for never.</param>
/// <param name="Changes">The newest of what has happened since.</param>
/// <param name="MoreChanges">How many more there are.</param>
public sealed record CaseloadDeskRow(
    Guid PatientId,
    string Name,
    DateOnly BirthDate,
    long? Number,
    string? MainProblem,
    string? StandsInFor,
    RiskView? Risk,
    IReadOnlyList<Reason> Reasons,
    int Late,
    TransitionClock? Clock,
    DateTimeOffset? LookedAt,
    IReadOnlyList<SinceLook> Changes,
    int MoreChanges,
    int? PlanVersion,
    DateTimeOffset? PlanPublishedAt,
    DocumentsOf Documents
)
{
    /// <summary>The visit or task that comes next; null where there is neither.</summary>
    public NextUp? Next { get; init; }
}

/// <summary>How high the risk is, why, and since when that is the judgement.</summary>
public sealed record RiskView(Risk Level, string Reason, DateTimeOffset Since);

/// <summary>What comes next, a visit or a care task.</summary>
/// <param name="IsThere">It takes place at the clinic.</param>
/// <param name="With">Whom the visit is with.</param>
public sealed record NextUp(bool IsVisit, bool IsThere, Guid Id, string Title, DateTimeOffset At, string? With);

/// <summary>What happened in a record.</summary>
public enum SinceLookKind
{
    PlanPublished,
    VisitBooked,
    VisitMoved,
    VisitCancelled,
    VisitMissed,
    TaskDeclined,
    TaskDone,
    TaskWaits,
    TaskNoted,
    TeamJoined,
    TeamLeft,
    Readings,
}

/// <summary>
/// Something that happened since the asker looked: the plan's version, the visit or task, who joined or left, or how many readings.
/// </summary>
/// <param name="Id">The visit or the task; null for others.</param>
public sealed record SinceLook(SinceLookKind Kind, string About, DateTimeOffset At, Guid? Id);
