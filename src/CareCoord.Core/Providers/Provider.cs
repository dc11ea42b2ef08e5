using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Providers;

/// <summary>What a provider is.</summary>
public enum Discipline
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
}

/// <summary>Somebody who gives care: doctor, nurse, therapist, nutritionist, pharmacist.</summary>
public sealed class Provider
{
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Discipline Discipline { get; private set; }
    public string? Credentials { get; private set; }
    public string Clinic { get; private set; } = "";
}

internal sealed class ProviderMapping : IEntityTypeConfiguration<Provider>
{
    public void Configure(EntityTypeBuilder<Provider> provider)
    {
        provider.ToTable("providers").HasAlternateKey(p => new { p.Id, p.AccountId });
        provider.Property(p => p.Discipline).InSnakeCase();
    }
}
