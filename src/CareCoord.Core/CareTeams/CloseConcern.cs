using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>A concern that the team no longer takes care of, in the <paramref name="Version"/> that was looked at.</summary>
public sealed record ConcernClosed(Guid PatientId, Guid ConcernId, uint Version);

/// <summary>Closes a concern; it can be named anew.</summary>
public sealed class CloseConcern(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such concern for the asker.</summary>
    public async Task RunAsync(Actor asker, ConcernClosed request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var concern =
            await db.Set<CareConcern>().FirstOrDefaultAsync(c => c.PatientId == request.PatientId && c.Id == request.ConcernId, cancel)
            ?? throw await gate.NotThereAsync(db, CareTeamAccess.CloseConcern, request.PatientId, cancel);
        await gate.PassAsync(db, CareTeamAccess.CloseConcern, request.PatientId, "care_concern", concern.Id, cancel);

        concern.Close(clock.GetUtcNow());
        db.AsSeen(concern, request.Version);
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.CommitAsync(cancel);
    }
}
