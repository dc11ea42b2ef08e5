using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Files;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>What one run over the quarantine came to; what got no answer stays in it.</summary>
public sealed record QuarantineScanned(int Clean, int Infected, int NoAnswer);

/// <summary>Asks the virus scanner about files that wait for it. Nobody is handed one before it is found clean; one that is harmful is not kept.</summary>
public sealed class ScanQuarantine(ActorDbs databases, FileVault vault, Antivirus antivirus, TimeProvider clock)
{
    private const int Most = 50;

    /// <summary>Scans those that wait longest; it stops where the scanner does not answer, and so would not answer the next time either.</summary>
    public async Task<QuarantineScanned> ScanAsync(CancellationToken cancel)
    {
        var (clean, infected, asked) = (0, 0, new List<Guid>());
        while (antivirus.IsConfigured && asked.Count < Most)
        {
            await using var db = await databases.OpenAsync(Actor.Portal, cancel);
            var file = (await db.Set<DocumentFile>().FromSql(
                $"select * from document_files where scan = 'quarantined' and id <> all ({asked.ToArray()}) order by uploaded_at limit 1 for update skip locked").ToListAsync(cancel)).SingleOrDefault();
            if (file is null)
                break;
            asked.Add(file.Id);
            var verdict = await VerdictAsync(file, cancel);
            if (verdict is VirusVerdict.Clean or VirusVerdict.Infected)
                file.Scanned(verdict == VirusVerdict.Clean, clock.GetUtcNow());
            else
                file.NotScanned();
            await db.SaveAsync(cancel);
            if (verdict == VirusVerdict.Infected)
                await TellAsync(db, file, cancel);
            await db.CommitAsync(cancel);
            if (verdict == VirusVerdict.NoAnswer)
                return new(clean, infected, 1);
            clean += verdict == VirusVerdict.Clean ? 1 : 0;
            if (verdict != VirusVerdict.Infected)
                continue;
            infected++;
            vault.Remove(file.Id);
        }

        return new(clean, infected, 0);
    }

    // What cannot be read cannot be called clean.
    private async Task<VirusVerdict> VerdictAsync(DocumentFile file, CancellationToken cancel)
    {
        try
        {
            await using var content = vault.Open(file.Sealed);
            return await antivirus.ScanAsync(content, cancel);
        }
        catch (FileDamaged)
        {
            return VirusVerdict.NotConfigured;
        }
    }

    private static async Task TellAsync(ActorDb db, DocumentFile file, CancellationToken cancel)
    {
        var documents = await db.Set<LegalDocument>().AsNoTracking().Where(d => d.PatientId == file.PatientId && d.FileId == file.Id).ToListAsync(cancel);
        foreach (var document in documents)
            await db.TellAsync(document, LegalDocumentNotifications.Infected, uploader: true, cancel, document.State == DocumentState.Draft ? [] : [DocumentPart.Coordinator]);
        await db.AuditAsync(LegalDocumentAccess.FindInfected, [file.PatientId], "document_file", file.Id, cancel);
    }
}
