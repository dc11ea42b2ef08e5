using CareCoord.Caseloads;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Gives the open tasks of patients who are handed over to their new coordinator.</summary>
internal sealed class TasksOfCaseload : CaseloadDuties
{
    public override async Task MoveAsync(ActorDb db, Guid[] patients, Guid to, DateTimeOffset now, CancellationToken cancel)
    {
        var by = await db.WorkerAsync(now, cancel);
        // Locked first: who acts on one of them meanwhile waits, and is told that it has gone on.
        await db.ExecuteAsync(
            $"""
            select from care_tasks t where t.patient_id = any ({patients}) and t.closed_at is null order by t.patient_id, t.id for update
            """,
            cancel
        );
        var tasks = await db.Set<CareTask>()
            .Where(t => patients.Contains(t.PatientId) && t.ClosedAt == null)
            .OrderBy(t => t.PatientId)
            .ThenBy(t => t.Id)
            .ToListAsync(cancel);
        db.Set<CareTaskEntry>().AddRange(tasks.ConvertAll(task => task.MoveTo(to, by)));
        await db.SaveAsync(cancel);
    }
}
