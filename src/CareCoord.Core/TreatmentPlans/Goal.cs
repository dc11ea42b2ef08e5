using CareCoord.Access;

namespace CareCoord.TreatmentPlans;

/// <summary>Which side of the target is good.</summary>
public enum TargetIs
{
    AtMost,
    AtLeast,
}

/// <summary>What to reach: in the patient's words and the team's, with a measure where there is one.</summary>
public sealed class Goal
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The id of this goal in the version that brought it; the same over all versions.</summary>
    public Guid LineageId { get; private set; }

    public Guid PlanId { get; private set; }
    public Guid? ProblemId { get; private set; }
    public string? OwnWords { get; private set; }
    public string Statement { get; private set; } = "";
    public string? ClinicalWording { get; private set; }
    public string? Measure { get; private set; }
    public string? Unit { get; private set; }
    public decimal? StartValue { get; private set; }
    public decimal? TargetValue { get; private set; }
    public TargetIs? TargetIs { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public Guid? OwnerMemberId { get; private set; }
    public Category Labels { get; private set; }
    public int Position { get; private set; }
    public uint RowVersion { get; private set; }
}

/// <summary>A value measured on the way to a goal, in the goal's unit.</summary>
public sealed class GoalReading
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid LineageId { get; private set; }
    public DateTimeOffset TakenAt { get; private set; }
    public decimal Value { get; private set; }
    public Category Labels { get; private set; }
}

/// <summary>How far a measured goal is on its way from start to target.</summary>
public sealed record GoalProgress(
    string Measure,
    string? Unit,
    decimal Start,
    decimal Target,
    TargetIs TargetIs,
    decimal? Latest,
    DateTimeOffset? LatestAt
)
{
    /// <summary>The latest value is on the good side of the target.</summary>
    public bool Reached => Latest is { } latest && (TargetIs == TargetIs.AtMost ? latest <= Target : latest >= Target);

    /// <summary>
    /// The way gone, 0 at the start (or further from the target than that) to 100 at the target or beyond. Where the start
    /// was on the good side already there is no way to go: 100 there, 0 on the other side.
    /// </summary>
    public int Percent
    {
        get
        {
            if (Reached)
                return 100;
            if (Latest is not { } latest || (TargetIs == TargetIs.AtMost ? Start <= Target : Start >= Target))
                return 0;
            return (int)Math.Clamp(Math.Round((latest - Start) / (Target - Start) * 100), 0, 99);
        }
    }
}
