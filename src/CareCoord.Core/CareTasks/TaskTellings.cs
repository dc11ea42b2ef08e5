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
    public static IEnumerable<(Guid Account, Hat Hat, NotificationKind Kind)> Of(
        CareTask task,
        TaskAct act,
        TaskHands before,
        IReadOnlyList<CareTaskWatcher> watchers,
        (Guid Account, Hat Hat)? besides = null
    )
    {
        var coordinator = (task.CoordinatorAccountId, Hat.Coordinator);
        var owner = (before.Owner, before.OwnerHat);
        var asked = One(before.Asked, before.AskedHat);
        var askedNow = One(task.AskedAccountId, task.AskedHat);
        var (kind, people) = act switch
        {
            TaskAct.Assigned or TaskAct.Offered => News(CareTaskNotifications.Asked, askedNow),
            TaskAct.Reassigned => News(CareTaskNotifications.Changed, asked, owner),
            TaskAct.Accepted => News(CareTaskNotifications.Accepted, coordinator, owner, asked),
            TaskAct.Declined or TaskAct.Kept or TaskAct.Returned => News(CareTaskNotifications.Declined, coordinator, owner),
            TaskAct.Waits => News(CareTaskNotifications.Waiting, coordinator),
            TaskAct.Done => News(CareTaskNotifications.Done, coordinator, owner, asked),
            TaskAct.Cancelled => News(CareTaskNotifications.Cancelled, owner, asked),
            TaskAct.Changed or TaskAct.Withdrawn => News(CareTaskNotifications.Changed, owner, asked),
            TaskAct.Amended => News(CareTaskNotifications.Changed, owner, coordinator),
            TaskAct.FoundHarmful => News(CareTaskNotifications.Changed, besides, owner, coordinator),
            TaskAct.Noted => News(CareTaskNotifications.Noted, owner, coordinator),
            _ => News(null),
        };
        if (kind is not { } news)
            return [];
        var asks =
            act == TaskAct.Reassigned && askedNow is { } now
                ? [(now.Account, now.Hat, CareTaskNotifications.Asked)]
                : Array.Empty<(Guid, Hat, NotificationKind)>();
        var watched = news == CareTaskNotifications.Asked ? CareTaskNotifications.Changed : news;
        // Each of them once, for what concerns them most.
        return asks.Concat(people.Select(one => (one.Account, one.Hat, news)))
            .Concat(watchers.Select(one => (one.AccountId, one.Hat, watched)))
            .DistinctBy(one => one.Item1);
    }

    private static (Guid Account, Hat Hat)? One(Guid? account, Hat? hat) => account is { } one && hat is { } wears ? (one, wears) : null;

    private static (NotificationKind? Kind, IEnumerable<(Guid Account, Hat Hat)> People) News(
        NotificationKind? kind,
        params (Guid, Hat)?[] people
    ) => (kind, people.OfType<(Guid, Hat)>());
}
