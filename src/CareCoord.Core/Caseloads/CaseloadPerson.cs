namespace CareCoord.Caseloads;

/// <summary>Somebody of the caseload beyond their row: how to reach them, what matters to them, and the open tasks about them.</summary>
/// <param name="OpenTasks">How many tasks are open.</param>
public sealed record CaseloadPerson(
    Guid PatientId,
    string Name,
    DateOnly BirthDate,
    long Number,
    string? Pronouns,
    string? Phone,
    string? MattersToMe,
    int OpenTasks
)
{
    /// <summary>The first of the open tasks, those that are due first.</summary>
    public IReadOnlyList<CaseloadPersonTask> Tasks { get; init; } = [];
}

/// <summary>An open task about somebody, and whose it is.</summary>
public sealed record CaseloadPersonTask(Guid TaskId, string Title, DateTimeOffset? DueAt, bool IsLate, string Owner);
