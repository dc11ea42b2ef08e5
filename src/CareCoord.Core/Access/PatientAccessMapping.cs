using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Access;

internal sealed class PatientAccessMapping : IEntityTypeConfiguration<PatientAccess>
{
    public void Configure(EntityTypeBuilder<PatientAccess> access)
    {
        access
            .ToTable("patient_access")
            .HasKey(a => new
            {
                a.AccountId,
                a.PatientId,
                a.Basis,
                a.BasisId,
            });
        access.Property(a => a.Basis).InSnakeCase();
    }
}
