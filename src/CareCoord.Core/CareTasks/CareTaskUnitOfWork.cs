using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Polly;

namespace CareCoord.CareTasks;

/// <summary>One task, opened for one act by one person: loaded, passed by the gate, as the person saw it.</summary>
internal sealed class CareTaskUnitOfWork : IAsyncDisposable
{
    private readonly TaskChange change;

    private CareTaskUnitOfWork(ActorDb db, CareTask task, List<CareTaskWatcher> watchers, Worker by)
    {
        (Db, Task, Watchers, By) = (db, task, watchers, by);
        change = TaskChange.Before(task, watchers);
    }

    public ActorDb Db { get; }

    public CareTask Task { get; }

    public List<CareTaskWatcher> Watchers { get; }

    public Worker By { get; }

    /// <summary>
    /// Opens it. Throws <see cref="NotFound"/> where the asker may not see it, and <see cref="RuleBroken"/> where it has gone on since they
    /// saw it. <paramref name="seen"/> is the number of acts they saw, or null where the act holds however the task stands.
    /// </summary>
    public static async Task<CareTaskUnitOfWork> OpenAsync(
        CareTaskTools tools,
        Actor asker,
        Guid patientId,
        Guid taskId,
        int? seen,
        AccessRule rule,
        CancellationToken cancel
    )
    {
        var db = await tools.Databases.OpenAsync(asker.Toward(patientId), cancel);
        try
        {
            var by = await db.WorkerAsync(tools.Clock.GetUtcNow(), cancel);
            var found =
                await db.Set<CareTask>()
                    .Where(t => t.PatientId == patientId && t.Id == taskId)
                    .Select(t => new
                    {
                        Task = t,
                        Watchers = db.Set<CareTaskWatcher>().Where(w => w.PatientId == t.PatientId && w.TaskId == t.Id).ToList(),
                    })
                    .SingleOrDefaultAsync(cancel)
                ?? throw await tools.Gate.NotThereAsync(db, rule, patientId, cancel);
            if (rule == CareTaskAccess.Accept && found.Task.AskedUnitId is { } unit && by.Units.Contains(unit))
                await JoinAsync(db, found.Task, cancel);
            await tools.Gate.PassAsync(db, rule, patientId, "care_task", taskId, cancel);
            if (seen is { } acts && acts != found.Task.EntryCount && await RaceAsync(db, found.Task, acts, cancel) is { } race)
                throw race;
            return new CareTaskUnitOfWork(db, found.Task, found.Watchers, by);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Keeps what was done and all that follows from it. Throws <see cref="RuleBroken"/> where somebody else was first,
    /// <see cref="TaskConcurrencyConflict"/> where it was the portal.
    /// </summary>
    public async Task KeepAsync(CareTaskEntry act, BusinessCalendar calendar, CancellationToken cancel)
    {
        change.Entry = act;
        try
        {
            await TaskChange.KeepAsync(Db, [change], calendar, By.Now, cancel);
        }
        catch (Exception race) when (race.SqlState() == PostgresErrorCodes.DeadlockDetected)
        {
            throw new TaskConcurrencyConflict();
        }
        catch (Exception race) when (TaskChange.IsRace(race))
        {
            throw await RaceAsync(Db, Task, act.Number - 1, cancel) ?? (Exception)new TaskConcurrencyConflict();
        }

        await Db.CommitAsync(cancel);
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    // Whoever takes a task from their unit's queue joins the care team by that, and so may open the record.
    private static async Task JoinAsync(ActorDb db, CareTask task, CancellationToken cancel)
    {
        if (await db.Set<PatientAccess>().AnyAsync(a => a.PatientId == task.PatientId && (a.ManageBits & Category.Plan) != 0, cancel))
            return;
        try
        {
            await db.ExecuteAsync($"select app.join_for_task({task.PatientId}, {task.Id})", cancel);
        }
        catch (Exception race) when (race.SqlState() is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected)
        {
            // In another window they took it, or another task of this patient, in the same moment; both may wait for each other then.
            throw new TaskConcurrencyConflict();
        }
    }

    // What a person has done since; null where it was only the portal, whose reminders stand against nobody's act.
    private static async Task<RuleBroken?> RaceAsync(ActorDb db, CareTask task, int seen, CancellationToken cancel)
    {
        var last = await db.Set<CareTaskEntry>()
            .AsNoTracking()
            .Where(a => a.PatientId == task.PatientId && a.TaskId == task.Id && a.Number > seen && a.Hat != Hat.System)
            .OrderByDescending(a => a.Number)
            .Select(a => new
            {
                a.Action,
                Name = db.Set<Accounts.Account>().Where(c => c.Id == a.AccountId).Select(c => c.DisplayName).Single(),
            })
            .FirstOrDefaultAsync(cancel);
        return last is null
            ? null
            : new RuleBroken(
                $"This has gone on since you saw it: {last.Name} {CareTaskEntryText.Did(last.Action)}. "
                    + "Look at it again; what you typed is kept."
            );
    }
}

/// <summary>Somebody was faster in the same moment, and nothing that a person did stands against doing it again.</summary>
internal sealed class TaskConcurrencyConflict : Exception
{
    // What was done in the transaction is undone; the next one sees the task as it stands then.
    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder()
        .AddRetry(
            new()
            {
                ShouldHandle = new PredicateBuilder().Handle<TaskConcurrencyConflict>(),
                MaxRetryAttempts = 4,
                Delay = TimeSpan.Zero,
            }
        )
        .Build();

    /// <summary>Does an act, and does it again where it was outrun.</summary>
    public static async Task AgainAsync(Func<Task> act)
    {
        try
        {
            await Again.ExecuteAsync(async _ => await act());
        }
        catch (TaskConcurrencyConflict)
        {
            throw new RuleBroken("Somebody else did something with this in the same moment. Look at it again; what you typed is kept.");
        }
    }
}

/// <summary>What every act on a task needs.</summary>
public sealed record CareTaskTools(
    ActorDbs Databases,
    AccessGate Gate,
    BusinessCalendarQueries Calendars,
    CareTaskSubjects Subjects,
    TimeProvider Clock
);
