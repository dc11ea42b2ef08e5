using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Organisations;

/// <summary>A unit of the organisation, such as "Home nursing"; its members share a queue of care tasks.</summary>
public sealed class OrganisationUnit
{
    public Guid Id { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Phone { get; private set; }
}

/// <summary>Somebody who works in a unit, from when until when.</summary>
public sealed class UnitMember
{
    public Guid UnitId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }
}

internal sealed class OrganisationUnitMapping : IEntityTypeConfiguration<OrganisationUnit>, IEntityTypeConfiguration<UnitMember>
{
    public void Configure(EntityTypeBuilder<OrganisationUnit> unit) => unit.ToTable("organisation_units");

    public void Configure(EntityTypeBuilder<UnitMember> member) => member.ToTable("unit_members").HasKey(m => new { m.UnitId, m.Id });
}
