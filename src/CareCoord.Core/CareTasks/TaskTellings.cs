using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.CareTasks;

/// <summary>Who has a task in hand: its owner, and who is asked.</summary>
public sealed record TaskHands(Guid Owner, Hat OwnerHat, Guid? Asked, Hat? AskedHat)
{
    public static TaskHands Of(CareTask task) => new(task.OwnerAccountId, task.OwnerHat, task.AskedAccountId, task.AskedHat);
}

/// <summary>Who is told of an act on a task, and of what kind the news is.</summary>
public static class TaskTellings
{
    public static IEnumerable<(Guid Account, Hat Hat, NotificationKind Kind)> Of(CareTask task, TaskAct act, TaskHands before, IReadOnlyList<CareTaskWatcher> watchers)
    {
        var coordinator = (task.CoordinatorAccountId, Hat.Coordinator);
        var owner = (before.Owner, before.OwnerHat);
        (Guid, Hat)? asked = before is { Asked: { } account, AskedHat: { } hat } ? (account, hat) : null;
        (Guid, Hat)? askedNow = task is { AskedAccountId: { } now, AskedHat: { } wearing } ? (now, wearing) : null;
        var (kind, people) = act switch
        {
            TaskAct.Assigned or TaskAct.Offered or TaskAct.Reassigned => (NotificationKind.TaskAsked, List(askedNow)),
            TaskAct.Accepted => (NotificationKind.TaskAccepted, List(coordinator, owner)),
            TaskAct.Declined or TaskAct.Kept or TaskAct.Returned => (NotificationKind.TaskDeclined, List(coordinator, owner)),
            TaskAct.Waits => (NotificationKind.TaskWaiting, List(coordinator)),
            TaskAct.Done => (NotificationKind.TaskDone, List(coordinator, asked)),
            TaskAct.Cancelled => (NotificationKind.TaskCancelled, List(owner, asked)),
            TaskAct.Changed => (NotificationKind.TaskChanged, List(owner, asked)),
            TaskAct.Withdrawn => (NotificationKind.TaskChanged, List(asked)),
            TaskAct.Noted => (NotificationKind.TaskNoted, List(owner, coordinator)),
            _ => (default, []),
        };
        if (act == TaskAct.Reassigned && asked is not null && asked != askedNow)
            yield return (asked.Value.Item1, asked.Value.Item2, NotificationKind.TaskChanged);
        if (people.Count == 0 && act is not (TaskAct.Assigned or TaskAct.Reassigned or TaskAct.Offered))
            yield break;
        foreach (var (person, wears) in people.Distinct())
            yield return (person, wears, kind);
        var watched = kind == NotificationKind.TaskAsked ? NotificationKind.TaskChanged : kind;
        foreach (var watcher in watchers.Where(w => people.TrueForAll(p => p.Item1 != w.AccountId)))
            yield return (watcher.AccountId, watcher.Hat, watched);
    }

    private static List<(Guid, Hat)> List(params (Guid, Hat)?[] people) => [.. people.OfType<(Guid, Hat)>()];
}
