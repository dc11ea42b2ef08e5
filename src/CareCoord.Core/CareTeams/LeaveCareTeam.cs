using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>
/// Ends a place on a care team, in the <paramref name="Version"/> that was looked at. <paramref name="LastDay"/> is their last day, where
/// the patient lives, or null for this moment.
/// </summary>
public sealed record TeamLeft(Guid PatientId, Guid MemberId, uint Version, DateOnly? LastDay = null);

/// <summary>
/// Ends somebody's place on the care team, by the patient's coordinator or by a provider who leaves. A provider's access ends with it, and
/// their open tasks are the coordinator's from this moment, also where the last day is still to come.
/// </summary>
public sealed class LeaveCareTeam(ActorDbs databases, AccessGate gate, IEnumerable<TeamDuties> duties, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such member for the asker.</summary>
    public async Task RunAsync(Actor asker, TeamLeft request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var member =
            await db.Set<CareTeamMember>()
                .AsNoTracking()
                .FirstOrDefaultAsync(m => m.PatientId == request.PatientId && m.Id == request.MemberId, cancel)
            ?? throw await gate.NotThereAsync(db, CareTeamAccess.End, request.PatientId, cancel);
        var themselves = asker.Hat == Hat.Provider && member.AccountId == asker.AccountId && member.ProviderId is not null;
        await gate.PassAsync(
            db,
            themselves ? CareTeamAccess.Leave : CareTeamAccess.End,
            request.PatientId,
            "care_team_member",
            member.Id,
            cancel
        );

        // They may have left in this very moment, by another hand.
        var patient =
            await db.Set<Patient>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PatientId, cancel) ?? throw new NotFound();
        var until = request.LastDay is { } day ? DayStart.After(day, patient.TimeZone) : now;
        var begun = member.Since <= now;
        // What they have to do goes back to the coordinator first: who has left sees it no more.
        if (member.ProviderId is not null && !member.HasLeft(now))
        {
            foreach (var duty in duties)
                await duty.GiveBackAsync(db, member.PatientId, member.AccountId, now, cancel);
        }

        if (themselves)
            await LeaveAsync(db, member, until, now, cancel);
        else
            await EndAsync(db, member, request.Version, until, now, cancel);

        // Who can no longer see the patient would not see a notification that names them.
        Guid? named = member.ProviderId is not null && member.HasLeft(now) ? null : member.PatientId;
        await db.NotifyAsync(member.AccountId, JoinCareTeam.HatOf(member.Role), CareTeamNotifications.Left, named, member.Id, cancel);
        if (begun && patient.AccountId is { } account)
            await db.NotifyAsync(account, Hat.Patient, CareTeamNotifications.Left, member.PatientId, member.Id, cancel);
        await db.CommitAsync(cancel);
    }

    private static async Task EndAsync(
        ActorDb db,
        CareTeamMember member,
        uint version,
        DateTimeOffset until,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var coordinator = await db.Set<CaseloadAssignment>()
            .Where(c => c.PatientId == member.PatientId)
            .At(now, c => c.Since, c => c.Until)
            .Select(c => (Guid?)c.CoordinatorAccountId)
            .FirstOrDefaultAsync(cancel);
        if (member.Role == TeamRole.Coordinator && member.AccountId == coordinator)
            throw new RuleBroken(
                "They coordinate this patient’s care, so somebody else must do that first. Hand the patient over, and then end this."
            );
        db.Set<CareTeamMember>().Attach(member);
        db.AsSeen(member, version);
        member.Leave(until, now);
        await db.SaveAsync("Their time on the team overlaps another place of theirs. Open the page again and look.", cancel);
        if (coordinator is { } account)
            await db.NotifyAsync(account, Hat.Coordinator, CareTeamNotifications.Left, member.PatientId, member.Id, cancel);
    }

    // Providers write nothing of a team: the database ends their own place for them, and tells the coordinator.
    private static async Task LeaveAsync(
        ActorDb db,
        CareTeamMember member,
        DateTimeOffset until,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        member.Leave(until, now);
        if (
            !await db.AnswerAsync<bool>($"select app.leave_care_team({member.PatientId}, {member.Id}, {member.Until}) as \"Value\"", cancel)
        )
            throw new RuleBroken("Your place on this team ends by then already.");
    }
}
