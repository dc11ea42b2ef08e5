using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Caseloads;

/// <summary>How likely it is that somebody's health gets worse soon, as their coordinator judges it.</summary>
public enum Risk
{
    Low,
    Rising,
    High,
}

/// <summary>
/// A judgement of somebody's risk with its reason; the newest counts. It is a word between members of staff, for how closely to look. The
/// database shows it to the caseload and the care team only, never to patients, caregivers or through a broken glass.
/// </summary>
public sealed class RiskLevel
{
    public const int ReasonLength = 500;

    private RiskLevel() { }

    internal RiskLevel(Guid patientId, Risk level, string reason, Guid setBy, DateTimeOffset now)
    {
        (PatientId, Id) = (patientId, Guid.CreateVersion7(now));
        (Level, Reason, SetBy, SetAt) = (level, reason, setBy, now);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Risk Level { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid SetBy { get; private set; }
    public DateTimeOffset SetAt { get; private set; }
}

internal sealed class RiskLevelMapping : IEntityTypeConfiguration<RiskLevel>
{
    public void Configure(EntityTypeBuilder<RiskLevel> risk)
    {
        risk.ToTable("risk_levels").HasKey(r => new { r.PatientId, r.Id });
        risk.Property(r => r.Level).InSnakeCase();
    }
}
