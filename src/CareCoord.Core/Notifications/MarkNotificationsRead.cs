using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Notifications;

/// <summary>Marks as read all that the asker was shown under this hat.</summary>
public sealed class MarkNotificationsRead(ActorDbs databases)
{
    /// <summary><paramref name="upTo"/> is the newest notification that was on the page: what came after it stays unread.</summary>
    public async Task RunAsync(Actor asker, Guid upTo, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await db.ExecuteAsync(
            $"update notifications set read_at = greatest(at, app.actor_moment()) where read_at is null and id <= {upTo}",
            cancel
        );
        await db.AuditAsync(NotificationAccess.MarkRead, [], "account", asker.AccountId, cancel);
        await db.CommitAsync(cancel);
    }
}
