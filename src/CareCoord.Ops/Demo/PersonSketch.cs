using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>A person without a story of their own: who they are, what they have, and whether they need their coordinator.</summary>
/// <param name="Has">The keys of their conditions, the main one first.</param>
internal sealed record PersonSketch(string Given, string Family, string Pronouns, DateOnly Born, string Matters, params string[] Has)
{
    public Guid Id { get; init; }
    public Guid? Account { get; init; }
    public string? Phone { get; init; }

    /// <summary>Why they need attention; nothing for most.</summary>
    public ReasonKind? Needs { get; init; }

    /// <summary>When their plan was published.</summary>
    public int PlanDaysAgo { get; init; } = 60;

    /// <summary>They had a plan before this one, for their main condition.</summary>
    public bool HadPlanBefore { get; init; }

    /// <summary>They have a visit today, where the clinics are open.</summary>
    public bool VisitToday { get; init; }
}
