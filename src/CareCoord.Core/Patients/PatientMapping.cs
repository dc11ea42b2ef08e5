using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Patients;

internal sealed class PatientMapping : IEntityTypeConfiguration<Patient>
{
    public void Configure(EntityTypeBuilder<Patient> patient)
    {
        patient.ToTable("patients");
        patient.Property(p => p.RecordNumber).ValueGeneratedOnAddOrUpdate();
        patient.Property(p => p.RowVersion).IsRowVersion();
    }
}
