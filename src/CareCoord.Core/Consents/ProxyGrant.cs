using CareCoord.Access;
using CareCoord.Shared;
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

    /// <summary>When it ends or has ended; null where no end is set.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public Guid GrantedBy { get; private set; }

    /// <summary>Since when it rests: the caregiver sees nothing until it goes on.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    public Guid? SuspendedBy { get; private set; }

    /// <summary>
    /// The legal document on which it rests: it holds while that is in effect, and a springing one while the patient cannot decide. Null
    /// where on none.
    /// </summary>
    public Guid? RestsOnDocumentId { get; private set; }

    public uint RowVersion { get; private set; }

    /// <summary>Gives other parts, and another end or none.</summary>
    internal void Change(GrantParts parts, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        Lasts(now);
        if (parts.View.HasFlag(Category.AccessHistory) && !ViewBits.HasFlag(Category.AccessHistory))
            throw new RuleBroken(GrantParts.NotAChoice);
        (ViewBits, ManageBits, EndsAt) = (parts.View, parts.Manage, endsAt);
    }

    /// <summary>Lets it rest.</summary>
    internal void Suspend(Guid by, DateTimeOffset now)
    {
        Lasts(now);
        if (SuspendedAt is not null)
            throw new RuleBroken("It is suspended already. They see nothing until you let it go on.");
        (SuspendedAt, SuspendedBy) = (now, by);
    }

    /// <summary>Lets it go on as it was.</summary>
    internal void Resume(DateTimeOffset now)
    {
        Lasts(now);
        if (SuspendedAt is null)
            throw new RuleBroken("It is not suspended. They see what you chose for them.");
        (SuspendedAt, SuspendedBy) = (null, null);
    }

    /// <summary>Ends it for good, at this moment.</summary>
    internal void End(DateTimeOffset now)
    {
        Lasts(now);
        EndsAt = now;
    }

    private void Lasts(DateTimeOffset now)
    {
        if (EndsAt <= now)
            throw new RuleBroken("It has ended already. Invite them again if they should help once more.");
    }
}

internal sealed class ProxyGrantMapping : IEntityTypeConfiguration<ProxyGrant>
{
    public void Configure(EntityTypeBuilder<ProxyGrant> grant)
    {
        grant.ToTable("proxy_grants").HasKey(g => new { g.PatientId, g.Id });
        grant.Property(g => g.RowVersion).IsRowVersion();
    }
}
