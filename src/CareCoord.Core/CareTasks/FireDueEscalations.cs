using CareCoord.Access;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.CareTasks;

/// <summary>What one run of the ladders came to.</summary>
/// <param name="Fired">How many rungs fired.</param>
/// <param name="Busy">Tasks that somebody else was changing at that moment; they are due again at once.</param>
/// <param name="Stuck">Tasks whose rungs could not be fired, and why.</param>
/// <param name="NextAt">When the next rung is due after this run; null where none is waiting.</param>
public sealed record EscalationsFired(int Fired, int Busy, IReadOnlyList<LadderStuck> Stuck, DateTimeOffset? NextAt);

/// <summary>A task whose rung could not be fired.</summary>
public sealed record LadderStuck(Guid PatientId, Guid TaskId, Exception Fault);

/// <summary>
/// Fires the rungs of care tasks whose moment has come, as the portal itself. Any number of processes may do so at once. Whoever locks a
/// task fires what is due on it, in one transaction, and the others pass it by.
/// </summary>
public sealed class FireDueEscalations(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Fires all that is due, task by task, those longest due first; a task that fails does not hold up the others.</summary>
    /// <param name="leaveOut">Tasks that failed before and are not to be tried just now.</param>
    /// <param name="cancel">Stops between two tasks; the one in hand is undone.</param>
    public async Task<EscalationsFired> ClimbAsync(IReadOnlyCollection<Guid> leaveOut, CancellationToken cancel)
    {
        var (fired, busy, stuck, passed) = (0, 0, new List<LadderStuck>(), leaveOut.ToHashSet());
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            await using var db = await databases.OpenAsync(Actor.Portal, cancel);
            var now = clock.GetUtcNow();
            if (await NextTaskAsync(db, now, passed, cancel) is not { } task)
                return new(fired, busy, stuck, await NextAtAsync(db, now, cancel));
            try
            {
                fired += await FireAsync(db, task, now, cancel);
            }
            catch when (cancel.IsCancellationRequested)
            {
                // However the statement in hand ended: it was told to.
                cancel.ThrowIfCancellationRequested();
            }
            catch (Exception fault) when (IsInTheWay(fault))
            {
                passed.Add(task.Id);
                busy++;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                passed.Add(task.Id);
                stuck.Add(new(task.PatientId, task.Id, fault));
            }
        }
    }

    // Locks the task, so that no person and no other worker acts on it meanwhile. What a person is changing just now is passed by.
    private static async Task<CareTask?> NextTaskAsync(ActorDb db, DateTimeOffset now, IEnumerable<Guid> passed, CancellationToken cancel)
    {
        // A worker that waits for a person gives way before the database has to choose whom of the two to stop.
        await db.ExecuteAsync($"select set_config('lock_timeout', '500ms', true)", cancel);
        return
            await db.AskAsync<Locked>(
                $"""
                select t.patient_id as "PatientId", t.id as "Id" from care_task_rungs r
                join care_tasks t on t.patient_id = r.patient_id and t.id = r.task_id
                where r.fired_at is null and r.due_at <= {now} and r.task_id <> all ({passed.ToArray()})
                order by r.due_at, r.id limit 1 for update of t skip locked
                """,
                cancel
            )
                is [var locked]
            ? await db.Set<CareTask>().SingleAsync(t => t.PatientId == locked.PatientId && t.Id == locked.Id, cancel)
            : null;
    }

    private static async Task<int> FireAsync(ActorDb db, CareTask task, DateTimeOffset now, CancellationToken cancel)
    {
        // Asked only now that the task is locked: another worker may have fired them since the task was found.
        var due = await db.Set<CareTaskRung>()
            .FromSql(
                $"""
                select * from care_task_rungs
                where patient_id = {task.PatientId} and task_id = {task.Id} and fired_at is null and due_at <= {now} for update nowait
                """
            )
            .ToListAsync(cancel);
        var portal = new Worker(Actor.Portal.AccountId, Hat.System, now, [], []);
        var (listeners, told) = (new EscalationRecipients(db, task, now), new List<FiredRung>());
        foreach (var rung in due.OrderBy(r => r.DueAt).ThenBy(r => r.Clock).ThenBy(r => r.Rung))
        {
            if (!EscalationBasis.Of(task).Stood(rung.Clock))
            {
                db.Set<CareTaskRung>().Remove(rung);
                continue;
            }

            var telling = await listeners.OfAsync(rung, cancel);
            db.Set<CareTaskEntry>().Add(task.Climb(rung.Rung, portal, telling.Outcome));
            rung.Fire(telling.First, now);
            told.Add(telling);
        }

        await db.SaveAsync(cancel);
        foreach (var telling in told)
            await telling.NotifyAsync(db, task, cancel);
        await db.CommitAsync(cancel);
        return told.Count;
    }

    private static Task<DateTimeOffset?> NextAtAsync(ActorDb db, DateTimeOffset now, CancellationToken cancel) =>
        db.Set<CareTaskRung>().Where(r => r.FiredAt == null && r.DueAt > now).MinAsync(r => (DateTimeOffset?)r.DueAt, cancel);

    private static bool IsInTheWay(Exception fault) =>
        fault.SqlState()
            is PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure;

    private sealed record Locked(Guid PatientId, Guid Id);
}
