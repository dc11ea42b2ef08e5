using CareCoord.Access;

namespace CareCoord.TreatmentPlans;

/// <summary>Where a version of the plan stands.</summary>
public enum PlanState
{
    Draft,
    Published,
    Superseded,
}

/// <summary>One numbered version of the one plan of a patient; at most one is published at a time.</summary>
public sealed class TreatmentPlan
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public PlanState State { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }

    /// <summary>What this version changed, in words for the patient.</summary>
    public string? ChangeNote { get; private set; }

    public DateOnly? ReviewDue { get; private set; }
    public uint RowVersion { get; private set; }
}

/// <summary>A health problem that the plan is about.</summary>
public sealed class Problem
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PlanId { get; private set; }

    /// <summary>In plain words: "High blood sugar (type 2 diabetes)".</summary>
    public string Name { get; private set; } = "";

    public string? Explanation { get; private set; }
    public string? ClinicalName { get; private set; }

    /// <summary>The coding system's name, such as ICD-10-CM.</summary>
    public string? CodeSystem { get; private set; }

    public string? Code { get; private set; }
    public DateOnly? Since { get; private set; }
    public Category Labels { get; private set; }
    public int Position { get; private set; }
    public uint RowVersion { get; private set; }
}
