using CareCoord.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Consents;

/// <summary>The permission by which a caregiver acts for a patient: which parts, to view or to manage, until when.</summary>
public sealed class ProxyGrant
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CaregiverAccountId { get; private set; }

    /// <summary>What the caregiver is to the patient: "daughter".</summary>
    public string Relationship { get; private set; } = "";

    public Category ViewBits { get; private set; }
    public Category ManageBits { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public Guid GrantedBy { get; private set; }

    /// <summary>The legal document on which it rests: it holds while that is in effect, and a springing one while the patient cannot decide. Null where on none.</summary>
    public Guid? RestsOnDocumentId { get; private set; }

    public uint RowVersion { get; private set; }
}

internal sealed class ProxyGrantMapping : IEntityTypeConfiguration<ProxyGrant>
{
    public void Configure(EntityTypeBuilder<ProxyGrant> grant)
    {
        grant.ToTable("proxy_grants").HasKey(g => new { g.PatientId, g.Id });
        grant.Property(g => g.RowVersion).IsRowVersion();
    }
}
