using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>
/// A provider finds that the patient cannot decide; <paramref name="LastDay"/> is the last day of it, where the patient lives, or null
/// until it is lifted.
/// </summary>
public sealed record IncapacityFound(
    Guid PatientId,
    [property: Sentence("Say what you found, and how.", 2000)] string? Words,
    DateOnly? LastDay
);

/// <summary>Records that a patient cannot decide for themselves: what rests on a springing power begins.</summary>
public sealed class RecordIncapacity(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker may not see the patient's documents, <see cref="RuleBroken"/> where it is recorded
    /// already.
    /// </summary>
    public async Task RunAsync(Actor asker, IncapacityFound request, CancellationToken cancel)
    {
        Checked.Of(request);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker, cancel);
        await gate.PassAsync(db, LegalDocumentAccess.RecordIncapacity, request.PatientId, "patient", request.PatientId, cancel);
        var zone = await db.Set<Patient>().Where(p => p.Id == request.PatientId).Select(p => p.TimeZone).SingleAsync(cancel);
        var incapacity = Incapacity.Record(
            request.PatientId,
            request.Words,
            request.LastDay is { } day ? DayStart.After(day, zone) : null,
            asker.AccountId,
            now
        );
        db.Set<Incapacity>().Add(incapacity);
        await db.SaveAsync("That is recorded already. Look at what stands there now.", cancel);
        await db.NotifyOfIncapacityAsync(incapacity, LegalDocumentNotifications.IncapacityRecorded, cancel);
        await db.CommitAsync(cancel);
    }
}

/// <summary>Tells of somebody who cannot decide, or can again.</summary>
internal static class IncapacityNotifications
{
    public static async Task NotifyOfIncapacityAsync(
        this ActorDb db,
        Incapacity incapacity,
        NotificationKind kind,
        CancellationToken cancel
    ) =>
        await db.NotifyAsync(
            [
                .. (await db.PeopleAsync(incapacity.PatientId, Category.None, cancel))
                    .DistinctBy(person => person.Account)
                    .Select(person => new NotificationDraft(person.Account, person.Hat, kind, incapacity.PatientId, incapacity.Id)),
            ],
            cancel
        );
}
