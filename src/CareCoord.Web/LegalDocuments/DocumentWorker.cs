using CareCoord.Files;
using CareCoord.LegalDocuments;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// Tends legal documents in the background, and says in the log what could not be done; it is tried again in the next round.
/// </summary>
internal sealed class DocumentWorker(TendLegalDocuments documents, ScanQuarantine quarantine, ILogger<DocumentWorker> log)
{
    /// <summary>Files that wait for the virus scanner are shown to it.</summary>
    public async Task ScanAsync(CancellationToken cancel)
    {
        if ((await quarantine.ScanAsync(cancel)).NoAnswer > 0)
            log.LogWarning("The virus scanner does not answer; documents that were handed in wait for it");
    }

    /// <summary>What has run out expires; readers are asked and reminded.</summary>
    public async Task TendAsync(CancellationToken cancel)
    {
        foreach (var stuck in (await documents.TendAsync(cancel)).Stuck)
            log.LogError(
                stuck.Fault,
                "Legal document {Document} of patient {Patient} could not be tended; it is tried again",
                stuck.DocumentId,
                stuck.PatientId
            );
    }
}
