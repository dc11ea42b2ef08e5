using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.CareTasks;

/// <summary>
/// A task as it stands before an act, so that all that follows from the act can be done with it. That is the entry in its history, the
/// ladder laid anew, and whom it is told.
/// </summary>
internal sealed class TaskChange
{
    private readonly TaskHands hands;
    private readonly EscalationBasis basis;
    private readonly IReadOnlyList<CareTaskWatcher> watchers;

    private TaskChange(CareTask task, EscalationBasis basis, IReadOnlyList<CareTaskWatcher> watchers) =>
        (Task, hands, this.basis, this.watchers) = (task, TaskHands.Of(task), basis, watchers);

    public CareTask Task { get; }

    /// <summary>What was done; null where nothing was, and so nothing follows.</summary>
    public CareTaskEntry? Entry { get; set; }

    /// <summary>Somebody whom it concerns besides those who have the task in hand.</summary>
    public (Guid Account, Hat Hat)? Besides { get; set; }

    /// <summary>
    /// A task as it stands before an act, so that all that follows from the act can be done with it. That is the entry in its history, the
    /// ladder laid anew, and whom it is told.
    /// </summary>
    public static TaskChange Before(CareTask task, IReadOnlyList<CareTaskWatcher> watchers) =>
        new(task, EscalationBasis.Of(task), watchers);

    /// <summary>A new task, which stood on nothing before.</summary>
    public static TaskChange New(CareTask task, CareTaskEntry assigned, IReadOnlyList<CareTaskWatcher> watchers) =>
        new(task, new(null, null), watchers) { Entry = assigned };

    /// <summary>
    /// Keeps what was done with some tasks; all of it or nothing. Whatever was changed on the entities besides is saved with it.
    /// </summary>
    public static async Task KeepAsync(
        ActorDb db,
        IReadOnlyList<TaskChange> changes,
        BusinessCalendar calendar,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var done = changes.Where(change => change.Entry is not null).ToList();
        await EndRungsAsync(db, done, cancel);
        foreach (var change in done)
        {
            db.Set<CareTaskEntry>().Add(change.Entry!);
            db.Set<CareTaskRung>().AddRange(change.basis.Lay(change.Task, calendar, now));
        }

        await db.SaveAsync(cancel);
        await db.NotifyAsync([.. done.SelectMany(change => change.Notifications())], cancel);
        foreach (var queue in done.Where(change => change.IsNewInQueue).GroupBy(change => change.Task.AskedUnitId!.Value))
            await db.NotifyUnitAsync(queue.Key, queue.First().Task, CareTaskNotifications.Asked, cancel);
    }

    /// <summary>Whether it could not be kept because somebody else was faster with one of the tasks.</summary>
    public static bool IsRace(Exception fault) =>
        fault is DbUpdateConcurrencyException
        || fault.SqlState() is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected;

    private bool IsNewInQueue =>
        Task.AskedUnitId is not null && Entry!.Action is CareTaskAction.Assigned or CareTaskAction.Offered or CareTaskAction.Reassigned;

    private IEnumerable<NotificationDraft> Notifications() =>
        CareTaskRecipients
            .Of(Task, Entry!.Action, hands, watchers, Besides)
            .Select(told => new NotificationDraft(told.Account, told.Hat, told.Kind, Task.PatientId, Task.Id));

    private static async Task EndRungsAsync(ActorDb db, List<TaskChange> done, CancellationToken cancel)
    {
        var (answered, finished) = (Where(TaskClock.Answer), Where(TaskClock.Finish));
        if (answered.Length + finished.Length == 0)
            return;
        var patients = done.Select(change => change.Task.PatientId).ToArray();
        await db.Set<CareTaskRung>()
            .Where(r =>
                patients.Contains(r.PatientId)
                && r.FiredAt == null
                && (
                    (r.Clock == TaskClock.Answer && answered.Contains(r.TaskId))
                    || (r.Clock == TaskClock.Finish && finished.Contains(r.TaskId))
                )
            )
            .ExecuteDeleteAsync(cancel);

        Guid[] Where(TaskClock clock) =>
            [
                .. done.Where(change => change.basis.Stood(clock) && change.basis.IsGone(change.Task, clock))
                    .Select(change => change.Task.Id),
            ];
    }
}
