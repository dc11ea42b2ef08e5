using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>The files that hold the pages of legal documents.</summary>
internal sealed class LegalDocumentFiles : FileOwner
{
    public override Category Part => Category.LegalDocuments;

    /// <summary>Drafts of a month ago, which nobody handed in, are dropped.</summary>
    public override Task LetGoAsync(ActorDb db, CancellationToken cancel) => db.ExecuteAsync($"select app.drop_old_drafts()", cancel);

    /// <summary>Whoever handed it in is told, and the coordinator where it was handed in.</summary>
    public override async Task FoundHarmfulAsync(ActorDb db, StoredFile file, CancellationToken cancel)
    {
        var documents = await db.Set<LegalDocument>()
            .AsNoTracking()
            .Where(d => d.PatientId == file.PatientId && d.FileId == file.Id)
            .ToListAsync(cancel);
        foreach (var document in documents)
            await db.NotifyAsync(
                document,
                LegalDocumentNotifications.Infected,
                uploader: true,
                cancel,
                document.State == DocumentState.Draft ? [] : [DocumentPart.Coordinator]
            );
        await db.AuditAsync(LegalDocumentAccess.FindInfected, [file.PatientId], "file", file.Id, cancel);
    }
}
