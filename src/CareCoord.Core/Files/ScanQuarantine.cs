using CareCoord.Access;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Files;

/// <summary>What one run over the quarantine came to; what got no answer stays in it.</summary>
public sealed record QuarantineScanned(int Clean, int Infected, int NoAnswer);

/// <summary>
/// Asks the virus scanner about files that wait for it. Nobody is handed one before it is found clean; one that is harmful is not kept.
/// </summary>
public sealed class ScanQuarantine(
    ActorDbs databases,
    FileVault vault,
    Antivirus antivirus,
    IEnumerable<FileOwner> owners,
    TimeProvider clock
)
{
    private const int Most = 50;

    /// <summary>
    /// Scans those that wait longest; it stops where the scanner does not answer, and so would not answer the next time either.
    /// </summary>
    public async Task<QuarantineScanned> ScanAsync(CancellationToken cancel)
    {
        var (clean, infected, asked) = (0, 0, new List<Guid>());
        while (antivirus.IsConfigured && asked.Count < Most)
        {
            await using var db = await databases.OpenAsync(Actor.Portal, cancel);
            var file = (
                await db.Set<StoredFile>()
                    .FromSql(
                        $"""
                        select * from files where scan = 'quarantined' and id <> all ({asked.ToArray()}) order by uploaded_at limit 1
                        for update skip locked
                        """
                    )
                    .ToListAsync(cancel)
            ).SingleOrDefault();
            if (file is null)
                break;
            asked.Add(file.Id);
            var verdict = await VerdictAsync(file, cancel);
            if (verdict is VirusVerdict.Clean or VirusVerdict.Infected)
                file.Scanned(verdict == VirusVerdict.Clean, clock.GetUtcNow());
            else
                file.NotScanned();
            await db.SaveAsync(cancel);
            foreach (var owner in owners.Where(owner => verdict == VirusVerdict.Infected && owner.Part == file.Part))
                await owner.FoundHarmfulAsync(db, file, cancel);
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
    private async Task<VirusVerdict> VerdictAsync(StoredFile file, CancellationToken cancel)
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
}
