using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Absences;

/// <summary>Says that somebody will be away under one of their hats, from when until when, and who stands in for them.</summary>
public sealed record AbsencePlanned(
    Guid AccountId,
    Hat Hat,
    DateTimeOffset Since,
    DateTimeOffset Until,
    Guid DeputyAccountId,
    string? Note
);

/// <summary>Plans an absence: while it lasts, the deputy, who is told of it, sees the patients of the one who is away.</summary>
public sealed class PlanAbsence(ActorDbs databases, TimeProvider clock)
{
    /// <summary>The new absence's id. Throws <see cref="NotFound"/> for anybody but the person themselves and administrators.</summary>
    public async Task<Guid> RunAsync(Actor asker, AbsencePlanned request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var now = clock.GetUtcNow();
        await AbsenceAccess.PassAsync(db, AbsenceAccess.Plan, request.AccountId, request.Hat, "account", request.AccountId, cancel);
        await AbsenceAccess.DemandFitAsync(db, request.AccountId, request.Hat, request.DeputyAccountId, cancel);
        var absence = Absence.Plan(
            request.AccountId,
            request.Hat,
            request.DeputyAccountId,
            request.Since.ToUniversalTime(),
            request.Until.ToUniversalTime(),
            request.Note,
            asker.AccountId,
            now
        );
        if (
            await db.Set<Absence>()
                .AnyAsync(
                    a =>
                        a.AccountId == request.DeputyAccountId
                        && a.Hat == request.Hat
                        && a.Since < absence.Until
                        && a.EndsAt > absence.Since,
                    cancel
                )
        )
            throw new RuleBroken("That person is away then, too. Choose another deputy, or other days.");
        db.Set<Absence>().Add(absence);
        await db.SaveAsync("Another absence is planned in that time. End or shorten that one first, or choose other days.", cancel);
        await db.NotifyAsync(request.DeputyAccountId, request.Hat, AbsenceNotifications.StandInPlanned, null, request.AccountId, cancel);
        await db.CommitAsync(cancel);
        return absence.Id;
    }
}
