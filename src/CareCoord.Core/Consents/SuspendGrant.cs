using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>Lets a caregiver see nothing for a while, in the <paramref name="Version"/> that was looked at.</summary>
public sealed record GrantSuspended(Guid PatientId, Guid GrantId, uint Version, PatientsWord? Word = null);

/// <summary>Lets a grant rest, at once: the caregiver sees nothing of the record until it goes on.</summary>
public sealed class SuspendGrant(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such grant for the asker, <see cref="RuleBroken"/> where it cannot be or was changed
    /// meanwhile.
    /// </summary>
    public async Task RunAsync(Actor asker, GrantSuspended request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var work = await ProxyGrantUnitOfWork.TakeAsync(
            db,
            gate,
            GrantAccess.Suspend,
            request.PatientId,
            request.GrantId,
            request.Version,
            now,
            cancel
        );
        var word = PatientsWord.Needed(asker.Hat, request.Word, work.Today);
        work.Grant.Suspend(asker.AccountId, now);
        await work.KeepAsync("suspended", word, GrantNotifications.Suspended, cancel);
    }
}
