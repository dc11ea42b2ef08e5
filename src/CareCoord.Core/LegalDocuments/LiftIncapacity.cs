using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>A provider finds that the patient can decide again.</summary>
public sealed record IncapacityLifted(
    Guid PatientId,
    Guid IncapacityId,
    [property: Sentence("Say what you found, and how.", 2000)] string? Words
);

/// <summary>Lifts what was recorded: what rests on a springing power ends.</summary>
public sealed class LiftIncapacity(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such record for the asker, <see cref="RuleBroken"/> where it does not hold any more.
    /// </summary>
    public async Task RunAsync(Actor asker, IncapacityLifted request, CancellationToken cancel)
    {
        Checked.Of(request);
        await using var db = await databases.OpenAsync(asker, cancel);
        var incapacity =
            await db.Set<Incapacity>().SingleOrDefaultAsync(i => i.PatientId == request.PatientId && i.Id == request.IncapacityId, cancel)
            ?? throw await gate.NotThereAsync(db, LegalDocumentAccess.LiftIncapacity, request.PatientId, cancel);
        await gate.PassAsync(db, LegalDocumentAccess.LiftIncapacity, request.PatientId, "incapacity", incapacity.Id, cancel);
        incapacity.Lift(request.Words, asker.AccountId, clock.GetUtcNow());
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.NotifyOfIncapacityAsync(incapacity, LegalDocumentNotifications.IncapacityLifted, cancel);
        await db.CommitAsync(cancel);
    }
}
