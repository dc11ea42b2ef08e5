using CareCoord.CareTeams;
using CareCoord.Patients;

namespace CareCoord.TreatmentPlans;

/// <summary>
/// The published plan of one patient, as the asker may see it; <paramref name="Version"/> is null where none is published.
/// </summary>
public sealed record PlanView(
    PatientBanner Patient,
    PlanVersion? Version,
    IReadOnlyList<ProblemView> Problems,
    IReadOnlyList<GoalView> Goals,
    IReadOnlyList<ActivityView> Activities,
    IReadOnlyList<ActivityDay> Week,
    IReadOnlyList<TeamMemberCard> Team,
    IReadOnlyList<WorkForPatient> Work
);

/// <summary>Which version of the plan this is, since when, by whom, and what it changed.</summary>
public sealed record PlanVersion(
    Guid Id,
    int Number,
    DateTimeOffset PublishedAt,
    string PublishedBy,
    string? ChangeNote,
    DateOnly? ReviewDue
);

/// <summary>A health problem in plain words, with the clinical name and code behind it.</summary>
public sealed record ProblemView(
    Guid Id,
    string Name,
    string? Explanation,
    string? ClinicalName,
    string? CodeSystem,
    string? Code,
    DateOnly? Since
);

/// <summary>A goal with its target and how far it is.</summary>
public sealed record GoalView(
    Guid Id,
    string? OwnWords,
    string Statement,
    string? ClinicalWording,
    GoalProgress? Progress,
    DateOnly? DueOn,
    Owner? Owner
)
{
    /// <summary>Its day has passed, and it is not reached.</summary>
    public bool IsLate(DateOnly today) => DueOn < today && Progress is { Reached: false };
}

/// <summary>What somebody does for the plan.</summary>
public sealed record ActivityView(
    Guid Id,
    Guid? GoalId,
    string Title,
    string? Detail,
    string? ClinicalWording,
    DoneBy DoneBy,
    Owner? Owner,
    string HowOften,
    DateOnly StartsOn,
    DateOnly? EndsOn
);

/// <summary>The member of the care team who owns a goal or an activity, and whether they have left the team.</summary>
public sealed record Owner(string Name, TeamRole Role, bool HasLeft);

/// <summary>A day of the last seven on which the patient or caregiver meant to do an activity, and whether it was done.</summary>
public sealed record ActivityDay(Guid ActivityId, DateOnly Day, bool Done);
