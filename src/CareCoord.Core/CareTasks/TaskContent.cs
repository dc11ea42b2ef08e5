using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>What is to be done and why, how soon, and until when (null: no day was set).</summary>
public sealed record TaskContent(
    string Title,
    string Why,
    TaskAbout About,
    Guid? AboutId,
    Priority Priority,
    DateTimeOffset? DueAt,
    int? DueInBusinessDays
);

/// <summary>Whose task it will be: the patient, the coordinator to whom it goes back, and the sensitivity of what it is about.</summary>
/// <param name="BatchId">The same for all tasks assigned in one go for many patients.</param>
public sealed record TaskPlace(Guid PatientId, Guid TaskId, Guid Coordinator, Guid? BatchId, Category Labels);
