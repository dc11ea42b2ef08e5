using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>Somebody hands in a document, in the version they looked over.</summary>
public sealed record DocumentSubmitted(Guid PatientId, Guid DocumentId, uint Version);

/// <summary>Hands a document in: its review is assigned, and the patient is told where somebody else did it.</summary>
public sealed class SubmitLegalDocument(ActorDbs databases, AccessGate gate, BusinessCalendarQueries calendars, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where something is missing in
    /// it.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentSubmitted request, CancellationToken cancel)
    {
        var calendar = await calendars.CalendarAsync(cancel);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var document = await db.DocumentAsync(gate, LegalDocumentAccess.Submit, request.PatientId, request.DocumentId, cancel);
        db.AsSeen(document, request.Version);
        var file = await db.Set<StoredFile>().SingleAsync(f => f.PatientId == document.PatientId && f.Id == document.FileId, cancel);
        if (file.Scan == ScanState.Infected)
            throw new RuleBroken("The virus scanner found something harmful in this file. Take pictures of the pages, and hand those in.");
        var agents = (await db.AgentsAsync(document, cancel)).Count;
        db.Set<LegalDocumentEntry>().Add(document.Submit(asker, agents, await db.TodayOfAsync(document.PatientId, now, cancel), now));
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.NotifyAsync(document, LegalDocumentNotifications.Submitted, uploader: false, cancel, DocumentPart.Patient);
        await db.AskAsync(document, calendar, now, cancel);
        await db.CommitAsync(cancel);
    }
}
