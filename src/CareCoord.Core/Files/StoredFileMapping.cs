using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Files;

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("files").HasKey(f => new { f.PatientId, f.Id });
        file.Property(f => f.Scan).InSnakeCase();
        file.Ignore(f => f.Sealed);
    }
}
