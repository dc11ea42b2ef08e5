using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>
/// What a caregiver may see and act in from now on, written over the <paramref name="Version"/> that was looked at.
/// <paramref name="LastDay"/> is the last day, where the patient lives, or null for no end.
/// </summary>
public sealed record GrantChanged(
    Guid PatientId,
    Guid GrantId,
    uint Version,
    Category View,
    Category Manage,
    DateOnly? LastDay,
    PatientsWord? Word = null
);

/// <summary>Changes what a grant gives, at once: an open page of the caregiver has only what is left.</summary>
public sealed class ChangeGrant(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such grant for the asker, <see cref="RuleBroken"/> where it has ended or was changed
    /// meanwhile.
    /// </summary>
    public async Task RunAsync(Actor asker, GrantChanged request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var work = await ProxyGrantUnitOfWork.TakeAsync(
            db,
            gate,
            GrantAccess.Change,
            request.PatientId,
            request.GrantId,
            request.Version,
            now,
            cancel
        );
        var word = PatientsWord.Needed(asker.Hat, request.Word, work.Today);
        work.Grant.Change(
            GrantParts.Of(request.View, request.Manage, keeps: Category.AccessHistory),
            LastDay.After(request.LastDay, work.Today, work.TimeZone),
            now
        );
        await work.KeepAsync("changed", word, GrantNotifications.Changed, cancel);
    }
}
