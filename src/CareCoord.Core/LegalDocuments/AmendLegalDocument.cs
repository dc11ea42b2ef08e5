using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>What stands on the paper after all, over the version of the document that was looked at.</summary>
public sealed record DocumentAmended(Guid PatientId, Guid DocumentId, uint Version, AmendmentDraft Amendment, DocumentFacts Facts);

/// <summary>
/// Amends what was copied from a document after it was handed in; what it said before stays readable. In effect, the patient's coordinator
/// does that, who did not hand it in; before, whoever may describe it, too. Permissions that rest on it hold for those whom it names then.
/// </summary>
public sealed class AmendLegalDocument(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where it is not theirs to
    /// amend, or not so.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentAmended request, CancellationToken cancel)
    {
        var facts = request.Facts.Check();
        Checked.Of(request.Amendment);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        // Two who amend it take turns, so that the later one is told.
        await db.ExecuteAsync(
            $"select from legal_documents where patient_id = {request.PatientId} and id = {request.DocumentId} for update",
            cancel
        );
        var document = await db.DocumentAsync(gate, LegalDocumentAccess.Amend, request.PatientId, request.DocumentId, cancel);
        if (document.RowVersion != request.Version)
            throw new RuleBroken(LostRace.Overtaken);
        document.MustBeAmendableBy(asker, request.Amendment.Kind);
        var named = await db.AgentsAsync(document, cancel);
        await db.MustBeNameableAsync(facts, document.Facts(named), asker, request.PatientId, cancel);
        // Whom the new version names stands there before it: at the end of the transaction the database asks for it.
        db.Set<LegalDocumentAgent>()
            .AddRange(
                facts.Agents.Select((agent, at) => new LegalDocumentAgent(document, document.Version.Number + 1, at + 1, agent, now))
            );
        await db.SaveAsync(LostRace.Overtaken, cancel);
        document.Amend(facts, named, request.Amendment, asker, await db.TodayOfAsync(request.PatientId, now, cancel), now);
        await db.SaveAsync(LostRace.Overtaken, cancel);
        // Everybody who relies on it looks again.
        DocumentPart[] told =
            document.State == DocumentState.Accepted
                ? [DocumentPart.Patient, DocumentPart.Coordinator, DocumentPart.Provider, DocumentPart.Proxy]
                : [DocumentPart.Patient, DocumentPart.Coordinator];
        await db.NotifyAsync(document, LegalDocumentNotifications.Amended, uploader: true, cancel, told);
        await db.CommitAsync(cancel);
    }
}
