using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Notifications;

/// <summary>Somebody opens one of their notifications.</summary>
public sealed record NotificationOpened(Guid NotificationId);

/// <summary>Marks a notification as read and says where it leads.</summary>
public sealed class OpenNotification(ActorDbs databases)
{
    /// <summary>Throws <see cref="NotFound"/> where the asker has no such notification under this hat.</summary>
    public async Task<NotificationSubject> RunAsync(Actor asker, NotificationOpened request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var subject = await db.Set<Notification>()
            .Where(n => n.Id == request.NotificationId)
            .Select(n => new NotificationSubject(n.Kind, n.PatientId, n.SubjectId))
            .FirstOrDefaultAsync(cancel);
        await db.AuditAsync(
            subject is null ? AccessGate.Refused : NotificationAccess.Open,
            [],
            "notification",
            request.NotificationId,
            cancel
        );
        if (subject is not null)
            await db.ExecuteAsync(
                $"""
                update notifications set read_at = greatest(at, app.actor_moment()) where read_at is null and id = {request.NotificationId}
                """,
                cancel
            );
        await db.CommitAsync(cancel);
        return subject ?? throw new NotFound();
    }
}
