using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.LegalDocuments;

namespace CareCoord.Ops.Demo;

/// <summary>A legal document as the stories write it: what stands on the paper, who handed it in and when, and what came of it.</summary>
internal sealed record DocumentText(DocumentKind Kind, DateOnly SignedOn, DateTimeOffset HandedInAt)
{
    public string? Witnesses { get; init; }
    public string? Notary { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public string? PaperIsAt { get; init; }
    public string? PowersGranted { get; init; }
    public string? PowersWithheld { get; init; }
    public DocumentDecisions Decisions { get; init; } = new();
    public bool Springing { get; init; }
    public AgentNamed[] Agents { get; init; } = [];

    /// <summary>The signatures stand on a second page.</summary>
    public bool TwoPages { get; init; }

    /// <summary>Who handed it in; where nobody is named the patient, or their family doctor where they have no account.</summary>
    public (Guid Account, Hat Hat)? By { get; init; }

    public DocumentFate Fate { get; init; } = DocumentFate.Accepted;

    /// <summary>What the coordinator said with it.</summary>
    public string? Words { get; init; }

    /// <summary>The one before it, whose place it took.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>Whose permission rests on it.</summary>
    public Guid? Holds { get; init; }

    /// <summary>Who on the team has not confirmed having read it.</summary>
    public TeamRole[] NotReadBy { get; init; } = [];

    /// <summary>Its review has no care task: it was before there were any, or nobody looks.</summary>
    public bool WithoutTask { get; init; }
}

/// <summary>What came of a document that was handed in.</summary>
internal enum DocumentFate
{
    Waits,
    TakenUp,
    Returned,
    Accepted,
}
