using CareCoord.Data;
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

/// <summary>Somebody on one patient's care team, from when until when, and what to ask them about.</summary>
public sealed class CareTeamMember
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The provider they are; null for the coordinator and for caregivers. A provider's joining gives access, leaving ends it.</summary>
    public Guid? ProviderId { get; private set; }

    public TeamRole Role { get; private set; }

    /// <summary>In plain words for the patient: "Your sugar, and the medicines for it".</summary>
    public string AskAbout { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }

    /// <summary>The care task taken from a unit's queue for which they joined; they leave when it is no longer theirs.</summary>
    public Guid? ForTaskId { get; private set; }

    public uint RowVersion { get; private set; }
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
