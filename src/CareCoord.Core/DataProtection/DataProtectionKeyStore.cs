using CareCoord.Access;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.DataProtection;

/// <summary>Keeps the keys of all nodes in the database, in the hands of the portal itself.</summary>
public sealed class DataProtectionKeyStore(ActorDbs databases, TimeProvider clock)
{
    /// <summary>All keys as they are kept, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        return await db.Set<DataProtectionKey>()
            .OrderBy(key => key.CreatedAt)
            .ThenBy(key => key.Id)
            .Select(key => key.Xml)
            .ToListAsync(cancel);
    }

    /// <summary>Keeps one more; the database refuses one whose secret is in clear.</summary>
    public async Task AddAsync(string name, string xml, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        db.Set<DataProtectionKey>().Add(new(Guid.CreateVersion7(now), name, xml, now));
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
