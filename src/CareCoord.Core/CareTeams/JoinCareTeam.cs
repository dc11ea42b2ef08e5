using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Consents;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Providers;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTeams;

/// <summary>
/// Adds somebody to a care team; <paramref name="From"/> is the day on which they join, where the patient lives, or null for this moment.
/// </summary>
public sealed record TeamJoined(
    Guid PatientId,
    Guid AccountId,
    TeamRole Role,
    [property: Sentence(CareTeamMember.SayWhat, CareTeamMember.LongestAskAbout)] string? AskAbout,
    DateOnly? From = null
);

/// <summary>
/// Gives a provider, a coordinator, or a caregiver with a valid proxy grant a place on the care team. A provider sees the record
/// from that moment on; a caregiver sees what their grant gives, and a coordinator what their caseload gives.
/// </summary>
public sealed class JoinCareTeam(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    private const string OnTheTeam = "They are on this team already, or will be by then. Change the place they have, or end it first.";

    /// <summary>Throws <see cref="RuleBroken"/> where they may not have that role or have a place already.</summary>
    public async Task RunAsync(Actor asker, TeamJoined request, CancellationToken cancel)
    {
        Checked.Of(request);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, CareTeamAccess.Join, request.PatientId, "account", request.AccountId, cancel);

        var patient = await db.Set<Patient>().AsNoTracking().SingleAsync(p => p.Id == request.PatientId, cancel);
        var since = request.From is { } day ? DayStart.Of(day, patient.TimeZone) : now;
        var provider = request.Role.IsOfProviders()
            ? await db.Set<Provider>().Where(p => p.AccountId == request.AccountId).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel)
            : null;
        var member = CareTeamMember.Join(request.PatientId, request.AccountId, provider, request.Role, request.AskAbout, since, now);
        if (await RefusalAsync(db, member, cancel) is { } sentence)
            throw new RuleBroken(sentence);

        db.Set<CareTeamMember>().Add(member);
        await db.SaveAsync(OnTheTeam, cancel);
        await db.NotifyAsync(member.AccountId, HatOf(member.Role), CareTeamNotifications.Joined, member.PatientId, member.Id, cancel);
        if (patient.AccountId is { } account)
            await db.NotifyAsync(account, Hat.Patient, CareTeamNotifications.Joined, member.PatientId, member.Id, cancel);
        await db.CommitAsync(cancel);
    }

    /// <summary>The hat under which somebody does what a role asks.</summary>
    internal static Hat HatOf(TeamRole role) =>
        role switch
        {
            TeamRole.Coordinator => Hat.Coordinator,
            TeamRole.Caregiver => Hat.Caregiver,
            _ => Hat.Provider,
        };

    private static async Task<string?> RefusalAsync(ActorDb db, CareTeamMember joining, CancellationToken cancel)
    {
        var since = joining.Since;
        if (joining.Role.IsOfProviders() && joining.ProviderId is null)
            return "Only a provider can have that role. Choose one from the search, or another role.";
        if (
            joining.Role == TeamRole.Caregiver
            && !await db.Set<ProxyGrant>()
                .At(since, g => g.StartsAt, g => g.EndsAt)
                .AnyAsync(
                    g => g.PatientId == joining.PatientId && g.CaregiverAccountId == joining.AccountId && g.SuspendedAt == null,
                    cancel
                )
        )
            return "A caregiver joins the team when the patient lets them see the record. They have no such permission then.";
        if (
            joining.Role == TeamRole.Coordinator
            && !await db.Set<AccountHat>().AnyAsync(h => h.AccountId == joining.AccountId && h.Hat == Hat.Coordinator, cancel)
        )
            return "Only a care coordinator can have that role. Choose another role.";
        return await db.Set<CareTeamMember>()
            .AnyAsync(
                m =>
                    m.PatientId == joining.PatientId
                    && m.AccountId == joining.AccountId
                    && (m.Role == joining.Role || (m.ProviderId != null && m.ProviderId == joining.ProviderId))
                    && m.Until != m.Since
                    && (m.Until == null || m.Until > since),
                cancel
            )
            ? OnTheTeam
            : null;
    }
}
