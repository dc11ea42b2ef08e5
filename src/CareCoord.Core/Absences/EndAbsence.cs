using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Absences;

/// <summary>Ends an absence: now where <paramref name="Until"/> is null, or at an earlier moment than planned.</summary>
public sealed record AbsenceEnded(Guid AbsenceId, DateTimeOffset? Until);

/// <summary>Ends, calls off or shortens an absence; what the deputy saw by it ends at that moment, and they are told.</summary>
public sealed class EndAbsence(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but the person themselves and administrators.</summary>
    public async Task RunAsync(Actor asker, AbsenceEnded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var now = clock.GetUtcNow();
        var absence = await db.Set<Absence>().SingleOrDefaultAsync(a => a.Id == request.AbsenceId, cancel);
        var action = request.Until is null ? AbsenceAccess.End : AbsenceAccess.Shorten;
        await AbsenceAccess.PassAsync(
            db,
            action,
            absence?.AccountId ?? Guid.Empty,
            absence?.Hat ?? Hat.System,
            "absence",
            request.AbsenceId,
            cancel
        );
        if (request.Until is { } until)
            absence!.Shorten(until.ToUniversalTime(), now);
        else
            absence!.End(asker.AccountId, now);
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.NotifyAsync(absence.DeputyAccountId, absence.Hat, AbsenceNotifications.StandInChanged, null, absence.AccountId, cancel);
        await db.CommitAsync(cancel);
    }
}
