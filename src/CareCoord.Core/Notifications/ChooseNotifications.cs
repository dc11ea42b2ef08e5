using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Notifications;

/// <summary>
/// What somebody chose for themselves: each topic, their quiet hours (both ends or none), and when the mail of the day comes.
/// </summary>
public sealed record NotificationsChosen(IReadOnlyList<TopicChosen> Topics, TimeOnly? QuietFrom, TimeOnly? QuietUntil, TimeOnly DailyAt);

/// <summary>What somebody chose for one topic.</summary>
public sealed record TopicChosen(
    [property: EnumDataType(typeof(NotificationTopic))] NotificationTopic Topic,
    bool InPortal,
    [property: EnumDataType(typeof(MailPace))] MailPace ByEmail
);

/// <summary>Keeps how a person wants to be told; it holds for all of their hats, from the next notification on.</summary>
public sealed class ChooseNotifications(ActorDbs databases)
{
    /// <summary>Throws <see cref="RuleBroken"/> where the choices do not hold together.</summary>
    public async Task RunAsync(Actor asker, NotificationsChosen request, CancellationToken cancel)
    {
        if (request.Topics.Any(t => !Enum.IsDefined(t.Topic) || !Enum.IsDefined(t.ByEmail)))
            throw new RuleBroken("That is not one of the choices. Open the page again and choose from the lists.");
        await using var db = await databases.OpenAsync(asker, cancel);
        if (!await db.Set<AccountHat>().AnyAsync(h => h.AccountId == asker.AccountId, cancel))
            throw new NotFound();

        // Two windows of one person save one after the other: the later one holds, whole.
        await db.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended({asker.AccountId.ToString()}, 11))", cancel);
        var kept = await db.Set<NotificationChoice>().ToDictionaryAsync(c => c.Topic, cancel);
        foreach (var chosen in request.Topics)
        {
            if (!kept.TryGetValue(chosen.Topic, out var choice))
                db.Set<NotificationChoice>().Add(kept[chosen.Topic] = choice = NotificationChoice.Of(asker.AccountId, chosen.Topic));
            choice.Choose(chosen.InPortal, chosen.ByEmail);
        }

        var times = await db.Set<NotificationTimes>().SingleOrDefaultAsync(cancel);
        if (times is null)
            db.Set<NotificationTimes>().Add(times = NotificationTimes.Of(asker.AccountId));
        times.Choose(request.QuietFrom, request.QuietUntil, request.DailyAt);

        await db.AuditAsync(NotificationAccess.Choose, [], "account", asker.AccountId, cancel);
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
