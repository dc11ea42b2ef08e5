using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Caseloads;

/// <summary>A patient on a coordinator's caseload, from when until when; one coordinator at a time.</summary>
public sealed class CaseloadAssignment
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CoordinatorAccountId { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }
    public uint RowVersion { get; private set; }
}

internal sealed class CaseloadAssignmentMapping : IEntityTypeConfiguration<CaseloadAssignment>
{
    public void Configure(EntityTypeBuilder<CaseloadAssignment> assignment)
    {
        assignment.ToTable("caseload_assignments").HasKey(a => new { a.PatientId, a.Id });
        assignment.Property(a => a.RowVersion).IsRowVersion();
    }
}
