using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>
/// What a member of the care team does and what to ask them about, written over the <paramref name="Version"/> that was looked at. Who is
/// there for one task only may be made to stay.
/// </summary>
public sealed record MemberChanged(
    Guid PatientId,
    Guid MemberId,
    uint Version,
    TeamRole Role,
    [property: Sentence(CareTeamMember.SayWhat, CareTeamMember.LongestAskAbout)] string? AskAbout,
    bool Stays = false
);

/// <summary>Changes the role of a member of the care team, and what the patient is told to ask them about.</summary>
public sealed class ChangeTeamMember(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such member for the asker.</summary>
    public async Task RunAsync(Actor asker, MemberChanged request, CancellationToken cancel)
    {
        Checked.Of(request);
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var member =
            await db.Set<CareTeamMember>().FirstOrDefaultAsync(m => m.PatientId == request.PatientId && m.Id == request.MemberId, cancel)
            ?? throw await gate.NotThereAsync(db, CareTeamAccess.Change, request.PatientId, cancel);
        await gate.PassAsync(db, CareTeamAccess.Change, request.PatientId, "care_team_member", member.Id, cancel);

        member.Change(request.Role, request.AskAbout, clock.GetUtcNow());
        if (request.Stays)
            member.Stay();
        db.AsSeen(member, request.Version);
        await db.SaveAsync("They have that role on this team already. Change that place, or end it first.", cancel);
        await db.CommitAsync(cancel);
    }
}
