using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>Who leads in a concern, or null for nobody, written over the <paramref name="Version"/> that was looked at.</summary>
public sealed record ConcernLed(Guid PatientId, Guid ConcernId, uint Version, Guid? LeadMemberId);

/// <summary>Puts the lead in a concern into the hands of a member of the care team.</summary>
public sealed class LeadConcern(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such concern for the asker.</summary>
    public async Task RunAsync(Actor asker, ConcernLed request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var concern =
            await db.Set<CareConcern>().FirstOrDefaultAsync(c => c.PatientId == request.PatientId && c.Id == request.ConcernId, cancel)
            ?? throw await gate.NotThereAsync(db, CareTeamAccess.LeadConcern, request.PatientId, cancel);
        await gate.PassAsync(db, CareTeamAccess.LeadConcern, request.PatientId, "care_concern", concern.Id, cancel);

        concern.Lead(await LeadAsync(db, request.PatientId, request.LeadMemberId, cancel), clock.GetUtcNow());
        db.AsSeen(concern, request.Version);
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>The member who is to lead; null where nobody is.</summary>
    internal static async Task<CareTeamMember?> LeadAsync(ActorDb db, Guid patientId, Guid? memberId, CancellationToken cancel) =>
        memberId is not { } id
            ? null
            : await db.Set<CareTeamMember>().AsNoTracking().FirstOrDefaultAsync(m => m.PatientId == patientId && m.Id == id, cancel)
                ?? throw new RuleBroken("Choose somebody who is on the team now.");
}
