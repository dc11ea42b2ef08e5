using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

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
    /// <summary>Throws <see cref="RuleBroken"/> where the concern is open already or the lead is not on the team.</summary>
    public async Task RunAsync(Actor asker, ConcernNamed request, CancellationToken cancel)
    {
        Checked.Of(request);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, CareTeamAccess.NameConcern, request.PatientId, "care_concern", id, cancel);

        var lead = await LeadConcern.LeadAsync(db, request.PatientId, request.LeadMemberId, cancel);
        db.Set<CareConcern>().Add(CareConcern.Name(request.PatientId, id, request.Concern, lead, request.Labels, now));
        await db.SaveAsync("The team takes care of that already. Look for it in the list, and change who leads.", cancel);
        await db.CommitAsync(cancel);
    }
}
