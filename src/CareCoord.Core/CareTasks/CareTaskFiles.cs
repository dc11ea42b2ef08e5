using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>The files that are attached to care tasks.</summary>
internal sealed class CareTaskFiles(BusinessCalendarQueries calendars, TimeProvider clock) : FileOwner
{
    public override Category Part => Category.Plan;

    /// <summary>
    /// It is an entry of the task's history, and told to whoever attached the file and to those who have the task in hand.
    /// </summary>
    public override async Task FoundHarmfulAsync(ActorDb db, StoredFile file, CancellationToken cancel)
    {
        var attached = await db.Set<CareTaskAttachment>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.PatientId == file.PatientId && a.FileId == file.Id, cancel);
        if (attached is null)
            return;
        // Held, so that nobody's act comes between.
        await db.ExecuteAsync(
            $"select from care_tasks t where t.patient_id = {file.PatientId} and t.id = {attached.TaskId} for update",
            cancel
        );
        var task = await db.Set<CareTask>().SingleAsync(t => t.PatientId == file.PatientId && t.Id == attached.TaskId, cancel);
        var watchers = await db.Set<CareTaskWatcher>().Where(w => w.PatientId == task.PatientId && w.TaskId == task.Id).ToListAsync(cancel);
        var wore = await db.Set<CareTaskEntry>()
            .Where(a =>
                a.PatientId == task.PatientId
                && a.TaskId == task.Id
                && a.Action == CareTaskAction.Attached
                && a.AccountId == attached.AddedBy
            )
            .OrderByDescending(a => a.Number)
            .Select(a => (Hat?)a.Hat)
            .FirstOrDefaultAsync(cancel);
        var change = TaskChange.Before(task, watchers);
        change.Entry = task.FoundHarmful(file.Name, new(Actor.Portal.AccountId, Hat.System, clock.GetUtcNow(), [], []));
        change.Besides = wore is { } hat ? (attached.AddedBy, hat) : null;
        await TaskChange.KeepAsync(db, [change], await calendars.CalendarAsync(cancel), clock.GetUtcNow(), cancel);
        await db.AuditAsync(CareTaskAccess.FindHarmful, [file.PatientId], "care_task", task.Id, cancel);
    }
}
