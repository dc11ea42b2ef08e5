using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>Somebody does not hand in what they uploaded.</summary>
public sealed record DocumentDropped(Guid PatientId, Guid DocumentId);

/// <summary>Drops a draft: nothing of it stays, and its file goes with the next sweep.</summary>
public sealed class DropLegalDocument(ActorDbs databases, AccessGate gate)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where it is handed in.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentDropped request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var document = await db.DocumentAsync(gate, LegalDocumentAccess.Drop, request.PatientId, request.DocumentId, cancel);
        document.MustBeDroppableBy(asker);
        db.Set<LegalDocument>().Remove(document);
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
