using CareCoord.Amendments;
using CareCoord.Data;
using CareCoord.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.LegalDocuments;

internal sealed class LegalDocumentMapping : IEntityTypeConfiguration<LegalDocument>
{
    public void Configure(EntityTypeBuilder<LegalDocument> document)
    {
        document.ToTable("legal_documents").HasKey(d => new { d.PatientId, d.Id });
        document.HasOne<StoredFile>().WithMany().HasForeignKey(d => new { d.PatientId, d.FileId });
        document.Property(d => d.Kind).InSnakeCase();
        document.Property(d => d.State).InSnakeCase();
        document.Property(d => d.UploadedAs).InSnakeCase();
        document.Property(d => d.Cpr).InSnakeCase();
        document.Property(d => d.Intubation).InSnakeCase();
        document.Property(d => d.TubeFeeding).InSnakeCase();
        document.Property(d => d.IvFluids).InSnakeCase();
        document.Property(d => d.Antibiotics).InSnakeCase();
        document.Property(d => d.Dialysis).InSnakeCase();
        document.Property(d => d.ComfortOnly).InSnakeCase();
        document.IsAmended(d => d.Version);
        document.Ignore(d => d.IsTheOnlyOne);
        document.Property(d => d.RowVersion).IsRowVersion();
    }
}

internal sealed class LegalDocumentPartsMapping
    : IEntityTypeConfiguration<LegalDocumentAgent>,
        IEntityTypeConfiguration<LegalDocumentEntry>,
        IEntityTypeConfiguration<DocumentReading>,
        IEntityTypeConfiguration<Incapacity>
{
    public void Configure(EntityTypeBuilder<LegalDocumentAgent> agent)
    {
        agent.ToTable("legal_document_agents").HasKey(a => new { a.PatientId, a.Id });
        agent.HasOne<LegalDocument>().WithMany().HasForeignKey(a => new { a.PatientId, a.DocumentId });
    }

    public void Configure(EntityTypeBuilder<LegalDocumentEntry> act)
    {
        act.ToTable("legal_document_entries").HasKey(a => new { a.PatientId, a.Id });
        act.HasOne<LegalDocument>().WithMany().HasForeignKey(a => new { a.PatientId, a.DocumentId });
        act.Property(a => a.Action).InSnakeCase();
        act.Property(a => a.Hat).InSnakeCase();
    }

    public void Configure(EntityTypeBuilder<DocumentReading> reading)
    {
        reading.ToTable("document_readings").HasKey(r => new { r.PatientId, r.Id });
        reading.HasOne<LegalDocument>().WithMany().HasForeignKey(r => new { r.PatientId, r.DocumentId });
    }

    public void Configure(EntityTypeBuilder<Incapacity> incapacity)
    {
        incapacity.ToTable("incapacities").HasKey(i => new { i.PatientId, i.Id });
        incapacity.Property(i => i.RowVersion).IsRowVersion();
    }
}
