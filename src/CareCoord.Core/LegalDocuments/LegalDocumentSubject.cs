using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>A legal document, as something that care tasks are about.</summary>
internal sealed class LegalDocumentSubject : CareTaskSubject
{
    public override TaskAbout About => TaskAbout.Document;

    public override Task<Category?> LabelsAsync(ActorDb db, Guid patientId, Guid id, CancellationToken cancel) =>
        db.Set<LegalDocument>()
            .Where(d => d.PatientId == patientId && d.Id == id)
            .Select(d => (Category?)d.Labels)
            .FirstOrDefaultAsync(cancel);
}
