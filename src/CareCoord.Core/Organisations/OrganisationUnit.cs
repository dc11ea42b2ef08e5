using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Organisations;

/// <summary>A unit of the organisation, such as "Home nursing"; its members share a queue of care tasks.</summary>
public sealed class OrganisationUnit
{
    /// <summary>The most characters of a unit's name.</summary>
    public const int LongestName = 80;

    /// <summary>The most characters of a phone number.</summary>
    public const int LongestPhone = 40;

    public Guid Id { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Phone { get; private set; }

    /// <summary>A new unit.</summary>
    public static OrganisationUnit Of(Guid organisation, string name, string? phone, DateTimeOffset now)
    {
        var unit = new OrganisationUnit { Id = Guid.CreateVersion7(now), OrganisationId = organisation };
        unit.Change(name, phone);
        return unit;
    }

    /// <summary>Gives it another name or phone.</summary>
    public void Change(string name, string? phone)
    {
        Name = OneLine.Within(LongestName, name, $"Give the unit a name of at most {LongestName} characters.");
        Phone = OneLine.OrNull(phone);
        if (Phone?.Length > LongestPhone)
            throw new RuleBroken($"Enter a phone number of at most {LongestPhone} characters.");
    }
}

/// <summary>Somebody who works in a unit, from when until when.</summary>
public sealed class UnitMember
{
    public Guid UnitId { get; private set; }
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Somebody begins to work in a unit.</summary>
    public static UnitMember Join(Guid unit, Guid account, DateTimeOffset now) =>
        new()
        {
            UnitId = unit,
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            Since = now,
        };

    /// <summary>They no longer work there.</summary>
    public void End(DateTimeOffset now)
    {
        if (Until is not null)
            throw new RuleBroken("They have left this unit already.");
        // Somebody added by mistake leaves again in the same moment.
        Until = now > Since ? now : Since.AddMicroseconds(1);
    }
}

internal sealed class OrganisationUnitMapping : IEntityTypeConfiguration<OrganisationUnit>, IEntityTypeConfiguration<UnitMember>
{
    public void Configure(EntityTypeBuilder<OrganisationUnit> unit) => unit.ToTable("organisation_units");

    public void Configure(EntityTypeBuilder<UnitMember> member) => member.ToTable("unit_members").HasKey(m => new { m.UnitId, m.Id });
}
