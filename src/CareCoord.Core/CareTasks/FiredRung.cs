using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;

namespace CareCoord.CareTasks;

/// <summary>Somebody who hears of a task, under one of their hats.</summary>
internal sealed record EscalationRecipient(Guid Account, Hat Hat);

/// <summary>Whom a rung tells, the first of them before all others, and what the history of the task keeps of it.</summary>
/// <param name="Unit">The unit whose members are told besides.</param>
/// <param name="WithoutDeputy">The coordinator for whom the administrators are to name a deputy; null where that is not so.</param>
internal sealed record FiredRung(
    CareTaskRung Rung,
    NotificationKind Kind,
    Guid First,
    IReadOnlyList<EscalationRecipient> People,
    Guid? Unit,
    EscalationOutcome Outcome,
    Guid? WithoutDeputy = null
)
{
    /// <summary>Tells them, and writes to the audit that it was done.</summary>
    public async Task NotifyAsync(ActorDb db, CareTask task, CancellationToken cancel)
    {
        await db.NotifyAsync([.. People.Select(p => new NotificationDraft(p.Account, p.Hat, Kind, task.PatientId, task.Id))], cancel);
        if (Unit is { } unit)
            await db.NotifyUnitAsync(unit, task, Kind, cancel);
        if (WithoutDeputy is { } coordinator)
            await db.ExecuteAsync($"select app.add_missing_deputy_notification({coordinator})", cancel);
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
