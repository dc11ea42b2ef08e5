using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>A provider says that they have read a document.</summary>
public sealed record ReadingConfirmed(Guid PatientId, Guid DocumentId);

/// <summary>Records that a provider of the care team has read a document they were asked to read; a second time changes nothing.</summary>
public sealed class ConfirmReading(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where they were not asked.
    /// </summary>
    public async Task RunAsync(Actor asker, ReadingConfirmed request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await db.DocumentAsync(gate, LegalDocumentAccess.Confirm, request.PatientId, request.DocumentId, cancel);
        var reading =
            await db.Set<DocumentReading>()
                .SingleOrDefaultAsync(
                    r => r.PatientId == request.PatientId && r.DocumentId == request.DocumentId && r.AccountId == asker.AccountId,
                    cancel
                )
            ?? throw new RuleBroken("You were not asked to read this document.");
        reading.Confirm(clock.GetUtcNow());
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
