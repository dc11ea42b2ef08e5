using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>The patient or their proxy takes a document back, in the version they looked at, and says why.</summary>
public sealed record DocumentRevoked(
    Guid PatientId,
    Guid DocumentId,
    uint Version,
    [property: Sentence("Say why, so that the care team understands it.", 2000)] string? Words
);

/// <summary>Takes a document back: it is not in effect from this moment on, and everybody who relied on it is told.</summary>
public sealed class RevokeLegalDocument(ActorDbs databases, AccessGate gate, BusinessCalendarQueries calendars, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where it is not in effect any
    /// more.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentRevoked request, CancellationToken cancel)
    {
        Checked.Of(request);
        var calendar = await calendars.CalendarAsync(cancel);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var document = await db.DocumentAsync(gate, LegalDocumentAccess.Revoke, request.PatientId, request.DocumentId, cancel);
        db.AsSeen(document, request.Version);
        var relied = document.State == DocumentState.Accepted;
        // Whoever loses their access by it is told while they are still known.
        DocumentPart[] told = relied
            ? [DocumentPart.Coordinator, DocumentPart.Patient, DocumentPart.Provider]
            : [DocumentPart.Coordinator, DocumentPart.Patient];
        db.Set<LegalDocumentEntry>().Add(document.Revoke(asker, request.Words, now));
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.AsPortalAsync(
            async () =>
            {
                foreach (
                    var (account, hat, _) in (await db.PeopleAsync(document.PatientId, document.Labels, cancel)).Where(person =>
                        told.Contains(person.Part) && person.Account != asker.AccountId
                    )
                )
                    await db.NotifyAsync(account, hat, LegalDocumentNotifications.Revoked, document.PatientId, document.Id, cancel);
                await db.SettleAsync(document, ReviewWork.Portal(now), TaskReason.DocumentTakenBack, calendar, cancel);
            },
            cancel
        );
        await db.CommitAsync(cancel);
    }
}
