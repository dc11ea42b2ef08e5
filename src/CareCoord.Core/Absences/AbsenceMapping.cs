using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Absences;

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>, IEntityTypeConfiguration<StandingDeputy>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("absences");
        absence.Property(a => a.Hat).InSnakeCase();
        absence.Property(a => a.EndsAt).HasComputedColumnSql("greatest(since, least(until, ended_at))", stored: true);
        absence.Property(a => a.RowVersion).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<StandingDeputy> deputy)
    {
        deputy.ToTable("deputies").HasKey(d => new { d.AccountId, d.Hat });
        deputy.Property(d => d.Hat).InSnakeCase();
    }
}
