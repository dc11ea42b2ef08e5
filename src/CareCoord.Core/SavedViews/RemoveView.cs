using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>A saved view that is no longer wanted.</summary>
public sealed record ViewRemoved(Guid ViewId);

/// <summary>Removes one of the asker's saved views.</summary>
public sealed class RemoveView(ActorDbs databases)
{
    /// <summary>Throws <see cref="NotFound"/> where the asker has no such view under the hat they wear.</summary>
    public async Task RunAsync(Actor asker, ViewRemoved request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        if (await db.ExecuteAsync($"delete from saved_views where id = {request.ViewId}", cancel) == 0)
            throw new NotFound();
        await db.AuditAsync(SavedViewAccess.Remove, [], "saved_view", request.ViewId, cancel);
        await db.CommitAsync(cancel);
    }
}
