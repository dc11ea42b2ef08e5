using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>Something that the team takes care of, who leads in it, and the labels that hide it from those without them.</summary>
public sealed record ConcernNamed(
    Guid PatientId,
    [property: Sentence(CareConcern.SayWhat, CareConcern.Longest)] string? Concern,
    Guid? LeadMemberId,
    Category Labels
);

/// <summary>Names something that the care team takes care of; no two that are open have one name.</summary>
public sealed class NameConcern(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    private const string Already = "The team takes care of that already. Look for it in the list, and change who leads.";

    /// <summary>Throws <see cref="RuleBroken"/> where the concern is open already or the lead is not on the team.</summary>
    public async Task RunAsync(Actor asker, ConcernNamed request, CancellationToken cancel)
    {
        Checked.Of(request);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, CareTeamAccess.NameConcern, request.PatientId, "care_concern", id, cancel);

        var lead = await LeadConcern.LeadAsync(db, request.PatientId, request.LeadMemberId, cancel);
        var concern = CareConcern.Name(request.PatientId, id, request.Concern, lead, request.Labels, now);
        // Of those that the asker sees: one that is kept from them stays untold, and theirs stands beside it.
        var folded = concern.Concern.ToLowerInvariant();
        if (
            await db.Set<CareConcern>()
                .AnyAsync(c => c.PatientId == request.PatientId && c.Until == null && c.Concern.ToLower() == folded, cancel)
        )
            throw new RuleBroken(Already);
        db.Set<CareConcern>().Add(concern);
        await db.SaveAsync(Already, cancel);
        await db.CommitAsync(cancel);
    }
}
