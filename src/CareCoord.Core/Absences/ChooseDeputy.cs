using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Absences;

/// <summary>Says whom reminders turn to after this person; nobody where <paramref name="DeputyAccountId"/> is null.</summary>
public sealed record DeputyChosen(Guid AccountId, Hat Hat, Guid? DeputyAccountId);

/// <summary>Chooses the standing deputy of a coordinator or provider; it gives no access to any record, and they are told.</summary>
public sealed class ChooseDeputy(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> for anybody but the person themselves and administrators.</summary>
    public async Task RunAsync(Actor asker, DeputyChosen request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var action = request.DeputyAccountId is null ? AbsenceAccess.RemoveDeputy : AbsenceAccess.ChooseDeputy;
        await AbsenceAccess.PassAsync(db, action, request.AccountId, request.Hat, "account", request.AccountId, cancel);
        var standing = await db.Set<StandingDeputy>()
            .SingleOrDefaultAsync(d => d.AccountId == request.AccountId && d.Hat == request.Hat, cancel);
        var before = standing?.DeputyAccountId;
        if (request.DeputyAccountId is { } deputy)
        {
            await AbsenceAccess.DemandFitAsync(db, request.AccountId, request.Hat, deputy, cancel);
            if (standing is null)
                db.Set<StandingDeputy>().Add(standing = StandingDeputy.For(request.AccountId, request.Hat));
            standing.Choose(deputy, asker.AccountId, clock.GetUtcNow());
        }
        else if (standing is not null)
        {
            db.Set<StandingDeputy>().Remove(standing);
        }

        await db.SaveAsync(LostRace.Overtaken, cancel);
        if (request.DeputyAccountId is { } told && told != before)
            await db.NotifyAsync(told, request.Hat, AbsenceNotifications.DeputyChosen, null, request.AccountId, cancel);
        await db.CommitAsync(cancel);
    }
}
