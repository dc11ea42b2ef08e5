using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Appointments;

/// <summary>
/// Records what became of a visit whose time has come, or corrects what was recorded; what it said before stays readable.
/// </summary>
public sealed class RecordVisitOutcome(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such visit for the asker, <see cref="RuleBroken"/> where it is not theirs to record,
    /// not yet, or not so.
    /// </summary>
    public async Task RunAsync(Actor asker, VisitOutcomeGiven request, CancellationToken cancel)
    {
        var outcome = VisitOutcome.Of(request.Outcome, request.Reason);
        if (request.Amendment is not null)
            Checked.Of(request.Amendment);
        await using var db = await databases.OpenAsync(asker, cancel);
        var visit =
            await db.Set<Appointment>().SingleOrDefaultAsync(a => a.PatientId == request.PatientId && a.Id == request.VisitId, cancel)
            ?? throw await gate.NotThereAsync(db, AppointmentAccess.RecordOutcome, request.PatientId, cancel);
        await gate.PassAsync(db, AppointmentAccess.RecordOutcome, request.PatientId, "appointment", visit.Id, cancel);
        if (visit.RowVersion != request.Version)
            throw new RuleBroken(LostRace.Overtaken);
        visit.Record(outcome, request.Amendment, asker, clock.GetUtcNow());
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.CommitAsync(cancel);
    }
}
