using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;

namespace CareCoord.CareTasks;

/// <summary>Somebody who hears of a task, under one of their hats.</summary>
internal sealed record Listener(Guid Account, Hat Hat);

/// <summary>Whom a rung tells, the first of them before all others, and what the history of the task keeps of it.</summary>
/// <param name="Unit">The unit whose members are told besides.</param>
/// <param name="WithoutDeputy">The coordinator for whom the administrators are to name a deputy; null where that is not so.</param>
internal sealed record RungTold(
    CareTaskRung Rung,
    NotificationKind Kind,
    Guid First,
    IReadOnlyList<Listener> People,
    Guid? Unit,
    LadderTelling Telling,
    Guid? WithoutDeputy = null
)
{
    /// <summary>Tells them, and writes to the audit that it was done.</summary>
    public async Task TellAsync(ActorDb db, CareTask task, CancellationToken cancel)
    {
        await db.TellAsync([.. People.Select(p => new Told(p.Account, p.Hat, Kind, task.PatientId, task.Id))], cancel);
        if (Unit is { } unit)
            await db.TellUnitAsync(unit, task, Kind, cancel);
        if (WithoutDeputy is { } coordinator)
            await db.ExecuteAsync($"select app.tell_of_missing_deputy({coordinator})", cancel);
        await db.AuditAsync(
            Rung.Rung switch
            {
                CareTasks.Rung.Reminder => CareTaskAccess.Remind,
                CareTasks.Rung.Coordinator => CareTaskAccess.Escalate,
                _ => CareTaskAccess.EscalateToDeputy,
            },
            [task.PatientId],
            "care_task",
            task.Id,
            cancel
        );
    }
}
