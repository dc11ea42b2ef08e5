using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.CareTasks;

/// <summary>Who has a task in hand: its owner, and who is asked.</summary>
public sealed record TaskHands(Guid Owner, Hat OwnerHat, Guid? Asked, Hat? AskedHat)
{
    public static TaskHands Of(CareTask task) => new(task.OwnerAccountId, task.OwnerHat, task.AskedAccountId, task.AskedHat);
}

/// <summary>Who is told of an act on a task, and of what kind.</summary>
public static class CareTaskRecipients
{
    public static IEnumerable<(Guid Account, Hat Hat, NotificationKind Kind)> Of(
        CareTask task,
        CareTaskAction act,
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
            CareTaskAction.Assigned or CareTaskAction.Offered => Recipients(CareTaskNotifications.Asked, askedNow),
            CareTaskAction.Reassigned => Recipients(CareTaskNotifications.Changed, asked, owner),
            CareTaskAction.Accepted => Recipients(CareTaskNotifications.Accepted, coordinator, owner, asked),
            CareTaskAction.Declined or CareTaskAction.Kept or CareTaskAction.Returned => Recipients(
                CareTaskNotifications.Declined,
                coordinator,
                owner
            ),
            CareTaskAction.Waits => Recipients(CareTaskNotifications.Waiting, coordinator),
            CareTaskAction.Done => Recipients(CareTaskNotifications.Done, coordinator, owner, asked),
            CareTaskAction.Cancelled => Recipients(CareTaskNotifications.Cancelled, owner, asked),
            CareTaskAction.Changed or CareTaskAction.Withdrawn => Recipients(CareTaskNotifications.Changed, owner, asked),
            CareTaskAction.Amended => Recipients(CareTaskNotifications.Changed, owner, coordinator),
            CareTaskAction.FoundHarmful => Recipients(CareTaskNotifications.Changed, besides, owner, coordinator),
            CareTaskAction.Noted => Recipients(CareTaskNotifications.Noted, owner, coordinator),
            _ => Recipients(null),
        };
        if (kind is not { } told)
            return [];
        var asks =
            act == CareTaskAction.Reassigned && askedNow is { } now
                ? [(now.Account, now.Hat, CareTaskNotifications.Asked)]
                : Array.Empty<(Guid, Hat, NotificationKind)>();
        var watched = told == CareTaskNotifications.Asked ? CareTaskNotifications.Changed : told;
        // Each of them once, for what concerns them most.
        return asks.Concat(people.Select(one => (one.Account, one.Hat, told)))
            .Concat(watchers.Select(one => (one.AccountId, one.Hat, watched)))
            .DistinctBy(one => one.Item1);
    }

    private static (Guid Account, Hat Hat)? One(Guid? account, Hat? hat) => account is { } one && hat is { } wears ? (one, wears) : null;

    private static (NotificationKind? Kind, IEnumerable<(Guid Account, Hat Hat)> People) Recipients(
        NotificationKind? kind,
        params (Guid, Hat)?[] people
    ) => (kind, people.OfType<(Guid, Hat)>());
}
