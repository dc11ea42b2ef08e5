using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.TreatmentPlans;

/// <summary>Says that an activity was done on a day, or takes that back.</summary>
public sealed record ActivityTicked(Guid PatientId, Guid ActivityId, DateOnly Day, bool Done);

/// <summary>Ticks an activity of the published plan for a day, or unticks it; doing so twice is as good as once.</summary>
public sealed class TickActivity(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such activity in the published plan for the asker.</summary>
    public async Task RunAsync(Actor asker, ActivityTicked request, CancellationToken cancel)
    {
        var actor = asker.Toward(request.PatientId);
        await using var db = await databases.OpenAsync(actor, cancel);
        var rule = request.Done ? TreatmentPlanAccess.Tick : TreatmentPlanAccess.Untick;
        var activity =
            await db.Set<Activity>()
                .AsNoTracking()
                .Where(a => a.PatientId == request.PatientId && a.Id == request.ActivityId)
                .Where(a =>
                    db.Set<TreatmentPlan>().Any(p => p.PatientId == a.PatientId && p.Id == a.PlanId && p.State == PlanState.Published)
                )
                .FirstOrDefaultAsync(cancel)
            ?? throw await gate.NotThereAsync(db, rule, request.PatientId, cancel);
        await gate.PassAsync(db, rule, request.PatientId, "activity", activity.Id, cancel);

        var timeZone = await db.Set<Patient>().Where(p => p.Id == request.PatientId).Select(p => p.TimeZone).SingleAsync(cancel);
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).Date);

        var ticks = db.Set<ActivityTick>()
            .Where(t => t.PatientId == request.PatientId && t.LineageId == activity.LineageId && t.OnDate == request.Day);
        if (!request.Done)
        {
            await ticks.ExecuteDeleteAsync(cancel);
        }
        else
        {
            var tick = activity.Tick(request.Day, today, now, actor.AccountId);
            if (!await ticks.AnyAsync(cancel))
                db.Set<ActivityTick>().Add(tick);
        }

        try
        {
            await db.SaveAsync(cancel);
        }
        catch (DbUpdateException doubled)
            when (doubled.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else ticked it in this very moment: what was asked for is so.
            return;
        }

        await db.CommitAsync(cancel);
    }
}
