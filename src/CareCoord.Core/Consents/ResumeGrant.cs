using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>Lets a caregiver see again what was chosen for them, in the <paramref name="Version"/> that was looked at.</summary>
public sealed record GrantResumed(Guid PatientId, Guid GrantId, uint Version, PatientsWord? Word = null);

/// <summary>Lets a grant that rests go on as it was.</summary>
public sealed class ResumeGrant(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such grant for the asker, <see cref="RuleBroken"/> where it cannot be or was changed
    /// meanwhile.
    /// </summary>
    public async Task RunAsync(Actor asker, GrantResumed request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var work = await ProxyGrantUnitOfWork.TakeAsync(
            db,
            gate,
            GrantAccess.Resume,
            request.PatientId,
            request.GrantId,
            request.Version,
            now,
            cancel
        );
        var word = PatientsWord.Needed(asker.Hat, request.Word, work.Today);
        work.Grant.Resume(now);
        await work.KeepAsync("resumed", word, GrantNotifications.Resumed, cancel);
    }
}
