using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>One task, opened for one act by one person: loaded, passed by the gate, as the person saw it.</summary>
internal sealed class TaskInHand : IAsyncDisposable
{
    private readonly TaskHands before;
    private readonly (DateTimeOffset? Due, Priority Priority) dueBefore;

    private TaskInHand(ActorDb db, CareTask task, Worker by)
    {
        (Db, Task, By) = (db, task, by);
        (before, dueBefore) = (TaskHands.Of(task), (task.DueAt, task.Priority));
    }

    public ActorDb Db { get; }

    public CareTask Task { get; }

    public Worker By { get; }

    /// <summary>
    /// Opens it. Throws <see cref="NotFound"/> where the asker may not see it, and <see cref="RuleBroken"/> where it has gone on since they saw it
    /// (<paramref name="seen"/> is the number of acts they saw; null where the act holds however the task stands).
    /// </summary>
    public static async Task<TaskInHand> OpenAsync(CareTaskTools tools, Actor asker, Guid patientId, Guid taskId, int? seen, AccessRule rule, CancellationToken cancel)
    {
        var db = await tools.Databases.OpenAsync(asker.Toward(patientId), cancel);
        try
        {
            var by = await db.WorkerAsync(tools.Clock.GetUtcNow(), cancel);
            var task = await db.Set<CareTask>().SingleOrDefaultAsync(t => t.PatientId == patientId && t.Id == taskId, cancel)
                ?? throw await tools.Gate.NotThereAsync(db, rule, patientId, cancel);
            // Whoever takes a task from their unit's queue joins the care team by that, and so may open the record.
            if (rule == CareTaskAccess.Accept && task.AskedUnitId is { } unit && by.Units.Contains(unit)
                && !await db.Set<PatientAccess>().AnyAsync(a => a.PatientId == patientId, cancel))
                await db.ExecuteAsync($"select app.join_for_task({patientId}, {taskId})", cancel);
            await tools.Gate.PassAsync(db, rule, patientId, "care_task", taskId, cancel);
            if (seen is { } acts && acts != task.Acts)
                throw await RaceAsync(db, task, cancel);
            return new TaskInHand(db, task, by);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps what was done: the entry in the history, the ladder, and whom it is told; all of it or nothing.</summary>
    public async Task KeepAsync(CareTaskAct act, BusinessCalendar calendar, CancellationToken cancel)
    {
        Db.Set<CareTaskAct>().Add(act);
        await LayLadderAsync(act, calendar, cancel);
        try
        {
            await Db.SaveAsync(cancel);
        }
        catch (DbUpdateException race) when (race is DbUpdateConcurrencyException || race.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            throw new RuleBroken("Somebody else did something with this in the same moment. Look at it again, then go on.");
        }

        var watchers = await Db.Set<CareTaskWatcher>().AsNoTracking().Where(w => w.PatientId == Task.PatientId && w.TaskId == Task.Id).ToListAsync(cancel);
        await Db.TellAsync([.. TaskTellings.Of(Task, act.Act, before, watchers)], Task.PatientId, Task.Id, cancel);
        if (Task.AskedUnitId is { } unit && act.Act is TaskAct.Assigned or TaskAct.Offered or TaskAct.Reassigned)
            await Db.TellUnitAsync(unit, Task, NotificationKind.TaskAsked, cancel);
        await Db.CommitAsync(cancel);
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    private async Task LayLadderAsync(CareTaskAct act, BusinessCalendar calendar, CancellationToken cancel)
    {
        var unfired = Db.Set<CareTaskRung>().Where(r => r.PatientId == Task.PatientId && r.TaskId == Task.Id && r.FiredAt == null);
        if (!Task.IsOpen)
        {
            await unfired.ExecuteDeleteAsync(cancel);
            return;
        }

        if (EscalationLadder.EndsAnswer(act.Act))
        {
            await unfired.Where(r => r.Clock == TaskClock.Answer).ExecuteDeleteAsync(cancel);
            if (EscalationLadder.AwaitsAnswer(Task))
                Db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(Task, TaskClock.Answer, calendar, By.Now));
        }

        if ((Task.DueAt, Task.Priority) != dueBefore)
        {
            await unfired.Where(r => r.Clock == TaskClock.Finish).ExecuteDeleteAsync(cancel);
            Db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(Task, TaskClock.Finish, calendar, By.Now));
        }
    }

    private static async Task<RuleBroken> RaceAsync(ActorDb db, CareTask task, CancellationToken cancel)
    {
        var last = await db.Set<CareTaskAct>().AsNoTracking().Where(a => a.PatientId == task.PatientId && a.TaskId == task.Id)
            .OrderByDescending(a => a.Number).Select(a => new { a.Act, Name = db.Set<Accounts.Account>().Where(c => c.Id == a.AccountId).Select(c => c.DisplayName).Single() })
            .FirstAsync(cancel);
        return new RuleBroken($"This has gone on since you saw it: {last.Name} {TaskWords.Did(last.Act)}. Look at it again; what you typed is kept.");
    }
}

/// <summary>What every act on a task needs.</summary>
public sealed record CareTaskTools(ActorDbs Databases, AccessGate Gate, BusinessCalendarQueries Calendars, TimeProvider Clock);
