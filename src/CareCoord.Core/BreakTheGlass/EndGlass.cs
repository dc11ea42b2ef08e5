using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.BreakTheGlass;

/// <summary>Says that the asker is done with a record that they opened by breaking the glass.</summary>
public sealed record GlassToEnd(Guid PatientId);

/// <summary>Closes a record again before the 4 hours are over.</summary>
public sealed class EndGlass(ActorDbs databases, AccessGate gate)
{
    /// <summary>Throws <see cref="NotFound"/> where the asker has no glass broken for this person.</summary>
    public async Task RunAsync(Actor asker, GlassToEnd request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        if (await db.AskAsync<Guid?>($"""select app.end_glass({request.PatientId}) as "Value" """, cancel) is [null])
            throw await gate.NotThereAsync(db, GlassAccess.End, request.PatientId, cancel);
        await db.CommitAsync(cancel);
    }
}
