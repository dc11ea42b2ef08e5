using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.DataProtection;

/// <summary>A key by which the portal seals cookies and forms, as it is kept: its secret is encrypted by a master key.</summary>
public sealed class DataProtectionKey(Guid id, string name, string xml, DateTimeOffset createdAt)
{
    public Guid Id { get; private set; } = id;

    /// <summary>What ASP.NET calls it.</summary>
    public string Name { get; private set; } = name;

    public string Xml { get; private set; } = xml;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key) => key.ToTable("data_protection_keys");
}
