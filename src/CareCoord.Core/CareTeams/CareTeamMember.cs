using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.CareTeams;

/// <summary>The part somebody has in a patient's care team.</summary>
public enum TeamRole
{
    PrimaryCare,
    Endocrinologist,
    Nutritionist,
    PhysicalTherapist,
    Nurse,
    Pharmacist,
    SocialWorker,
    Surgeon,
    Neurologist,
    Cardiologist,
    OccupationalTherapist,
    Coordinator,
    Caregiver,
}

/// <summary>What a role means for who holds it.</summary>
public static class TeamRoles
{
    /// <summary>It is held by a provider, whose joining gives access to the record and whose leaving ends it.</summary>
    public static bool IsOfProviders(this TeamRole role) => role is not (TeamRole.Coordinator or TeamRole.Caregiver);
}

/// <summary>Somebody on one patient's care team, from when until when, and what to ask them about.</summary>
public sealed class CareTeamMember
{
    /// <summary>The most characters of what to ask somebody about.</summary>
    public const int LongestAskAbout = 200;

    /// <summary>What to do where nothing was said of that.</summary>
    public const string SayWhat = "Say what to ask them about, in words the patient uses.";

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>
    /// The provider they are; null for the coordinator and for caregivers. A provider's joining gives access, leaving ends it.
    /// </summary>
    public Guid? ProviderId { get; private set; }

    public TeamRole Role { get; private set; }

    /// <summary>In plain words for the patient: "Your sugar, and the medicines for it".</summary>
    public string AskAbout { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }

    /// <summary>The care task taken from a unit's queue for which they joined; they leave when it is no longer theirs.</summary>
    public Guid? ForTaskId { get; private set; }

    public uint RowVersion { get; private set; }

    /// <summary>Their place has ended.</summary>
    public bool HasLeft(DateTimeOffset now) => Until <= now;

    /// <summary>They are on the team at this moment.</summary>
    public bool IsOn(DateTimeOffset now) => Lasting.At(now, Since, Until);

    /// <summary>
    /// Gives somebody a place on the team, from now or within a year; <paramref name="provider"/> is who they are as a provider.
    /// </summary>
    internal static CareTeamMember Join(
        Guid patientId,
        Guid accountId,
        Guid? provider,
        TeamRole role,
        string? askAbout,
        DateTimeOffset since,
        DateTimeOffset now
    )
    {
        if (since < now)
            throw new RuleBroken("Nobody can join in the past. Choose today, or a day to come.");
        if (since > now + Furthest)
            throw new RuleBroken("That is more than a year away. Choose a day within the next year.");
        return new()
        {
            PatientId = patientId,
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            ProviderId = role.IsOfProviders() ? provider : null,
            Role = Known(role),
            AskAbout = OneLine.Said(askAbout, SayWhat),
            Since = since,
        };
    }

    /// <summary>Changes what they do on the team and what to ask them about; a provider stays one, and so do the others.</summary>
    internal void Change(TeamRole role, string? askAbout, DateTimeOffset now)
    {
        if (HasLeft(now))
            throw new RuleBroken("They have left the team already. Add them again if they are back.");
        if (role != Role && (ProviderId is null || !Known(role).IsOfProviders()))
            throw new RuleBroken(
                "That is a role for somebody else: a provider gives care, and the coordinator and caregivers keep their own roles."
            );
        (Role, AskAbout) = (role, OneLine.Said(askAbout, SayWhat));
    }

    /// <summary>Lets somebody who came for one task stay when it is done.</summary>
    internal void Stay() => ForTaskId = null;

    /// <summary>Ends their place, now or within a year. Who has not begun yet never was on the team.</summary>
    internal void Leave(DateTimeOffset until, DateTimeOffset now)
    {
        if (HasLeft(now))
            throw new RuleBroken("They have left the team already, so there is nothing to end.");
        if (until < now)
            throw new RuleBroken("Nobody can leave in the past. Choose today, or a day to come.");
        if (until > now + Furthest)
            throw new RuleBroken("That is more than a year away. Choose a day within the next year.");
        Until = until < Since ? Since : until;
    }

    private static TeamRole Known(TeamRole role) => Enum.IsDefined(role) ? role : throw new RuleBroken("Choose a role from the list.");
}

internal sealed class CareTeamMemberMapping : IEntityTypeConfiguration<CareTeamMember>
{
    public void Configure(EntityTypeBuilder<CareTeamMember> member)
    {
        member.ToTable("care_team_members").HasKey(m => new { m.PatientId, m.Id });
        member.Property(m => m.Role).InSnakeCase();
        member.Property(m => m.RowVersion).IsRowVersion();
    }
}
