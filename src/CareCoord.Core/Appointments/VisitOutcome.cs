using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.Appointments;

/// <summary>What became of a visit, as it is recorded: it was kept, missed or cancelled, and why where it was cancelled.</summary>
public sealed record VisitOutcome(VisitState State, string? CancelReason)
{
    /// <summary>The most characters a reason may have.</summary>
    public const int Longest = 500;

    public const string Choose = "Choose what became of it.";
    public const string SayWhy = "Say why it was cancelled, in words that the patient understands.";

    /// <summary>What somebody chose and wrote. Throws <see cref="RuleBroken"/> where something is missing.</summary>
    public static VisitOutcome Of(VisitState? chosen, string? reason) =>
        chosen switch
        {
            VisitState.Cancelled => new(VisitState.Cancelled, OneLine.Within(Longest, reason, SayWhy)),
            VisitState.Kept or VisitState.Missed => new(chosen.Value, null),
            _ => throw new RuleBroken(Choose),
        };
}

/// <summary>What is recorded of a visit over what was looked at; with an amendment where something was recorded before.</summary>
public sealed record VisitOutcomeGiven(
    Guid PatientId,
    Guid VisitId,
    uint Version,
    VisitState? Outcome,
    string? Reason,
    AmendmentDraft? Amendment
);
