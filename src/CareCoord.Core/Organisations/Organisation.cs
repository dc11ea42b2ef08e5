using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Organisations;

/// <summary>The network of clinics that runs this portal.</summary>
public sealed class Organisation
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The clinics' IANA time zone.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>What people there dial in an emergency, such as 911.</summary>
    public string EmergencyNumber { get; private set; } = "";

    public string Phone { get; private set; } = "";
}

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation) => organisation.ToTable("organisations");
}
