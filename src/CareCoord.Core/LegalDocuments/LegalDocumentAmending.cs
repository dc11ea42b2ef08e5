using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>
/// What was copied from a document is amended once it is handed in: the paper stays, and what is said of it becomes right.
/// </summary>
public sealed partial class LegalDocument
{
    /// <summary>What was copied from it, with the people whom it names.</summary>
    internal DocumentFacts Facts(IEnumerable<AgentNamed> agents) =>
        new(
            Kind,
            SignedOn,
            SignedBy,
            Witnesses,
            Notary,
            Jurisdiction,
            ExpiresOn,
            ReviewOn,
            PaperIsAt,
            PowersGranted,
            PowersWithheld,
            new(Cpr, Intubation, TubeFeeding, IvFluids, Antibiotics, Dialysis, ComfortOnly),
            Springing,
            [.. agents],
            Labels
        );

    /// <summary>Throws <see cref="RuleBroken"/> where it is not theirs to amend, or not now.</summary>
    /// <param name="by">Who wants to.</param>
    /// <param name="kind">What kind of amendment it is.</param>
    internal void MustBeAmendableBy(Actor by, AmendmentKind? kind)
    {
        if (kind is AmendmentKind.EnteredInError or AmendmentKind.ErrorTakenBack)
            throw new RuleBroken("What was copied is corrected or added to. If the whole paper is wrong, take it back.");
        switch (State)
        {
            case DocumentState.Draft or DocumentState.Returned:
                throw new RuleBroken("It is not handed in now, so what was copied can simply be changed.");
            case DocumentState.Superseded or DocumentState.Revoked or DocumentState.Expired:
                throw new RuleBroken("It is not in effect any more, so what was copied from it stays as it is.");
            case DocumentState.Accepted when by.Hat != Hat.Coordinator:
                throw new RuleBroken(
                    "It is in effect, so the patient’s coordinator amends what was copied from it. Tell them what is wrong."
                );
            case DocumentState.Accepted when UploadedBy == by.AccountId:
                throw new RuleBroken("You handed it in yourself, so somebody else amends what was copied from it.");
            case DocumentState.Submitted
            or DocumentState.InReview when UploadedBy != by.AccountId && by.Hat is not (Hat.Patient or Hat.Caregiver or Hat.Coordinator):
                throw new RuleBroken("Only whoever handed it in, the patient, their proxy or their coordinator can amend it.");
        }
    }

    /// <summary>Takes over what stands on the paper after all, as a new version.</summary>
    /// <param name="facts">What stands there; what it is stays.</param>
    /// <param name="named">Whom the version until now names.</param>
    /// <param name="asked">What kind of amendment it is, and why.</param>
    /// <param name="by">Who amends it.</param>
    /// <param name="today">Today, where the patient lives.</param>
    /// <param name="now">The moment.</param>
    internal void Amend(
        DocumentFacts facts,
        IReadOnlyList<AgentNamed> named,
        AmendmentDraft asked,
        Actor by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        MustBeAmendableBy(by, asked.Kind);
        if (facts.Kind != Kind)
            throw new RuleBroken("What kind of document it is stays. Hand it in again as what it is.");
        var former = Facts(named);
        Copy(facts);
        MustBeWhole(facts.Agents.Count, today);
        Version = Version.Amend(asked, Amender.Of(by, now), former, Facts(facts.Agents.Select(agent => agent.Clean())));
    }
}
