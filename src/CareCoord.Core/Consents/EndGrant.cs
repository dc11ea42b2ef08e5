using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>Ends what a caregiver may see, in the <paramref name="Version"/> that was looked at.</summary>
public sealed record GrantEnded(Guid PatientId, Guid GrantId, uint Version, PatientsWord? Word = null);

/// <summary>Ends a grant for good, at once: an open page of the caregiver can do and show nothing more.</summary>
public sealed class EndGrant(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such grant for the asker, <see cref="RuleBroken"/> where it cannot be or was changed
    /// meanwhile.
    /// </summary>
    public async Task RunAsync(Actor asker, GrantEnded request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var work = await ProxyGrantUnitOfWork.TakeAsync(
            db,
            gate,
            GrantAccess.End,
            request.PatientId,
            request.GrantId,
            request.Version,
            now,
            cancel
        );
        var word = PatientsWord.Needed(asker.Hat, request.Word, work.Today);
        work.Grant.End(now);
        await work.KeepAsync("ended", word, GrantNotifications.Ended, cancel);
    }
}
