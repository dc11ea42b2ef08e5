using CareCoord.LegalDocuments;

namespace CareCoord.Web.LegalDocuments;

/// <summary>
/// Tends legal documents on every node: what has run out expires, readers are asked and reminded, files that wait for the virus scanner are shown to it; at the
/// start and every hour what nothing points at is swept away. What fails is tried again.
/// </summary>
internal sealed class DocumentWorker(TendLegalDocuments documents, ScanQuarantine quarantine, SweepFiles sweeper, TimeProvider clock, ILogger<DocumentWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EverySweep = TimeSpan.FromHours(1);
    private DateTimeOffset nextSweep = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnceAsync(stoppingToken);
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One run. It never throws.</summary>
    internal async Task RunOnceAsync(CancellationToken stop)
    {
        await TryAsync("swept", async () =>
        {
            if (clock.GetUtcNow() < nextSweep)
                return;
            await sweeper.SweepAsync(stop);
            nextSweep = clock.GetUtcNow() + EverySweep;
        }, stop);
        await TryAsync("scanned", async () =>
        {
            if ((await quarantine.ScanAsync(stop)).NoAnswer > 0)
                log.LogWarning("The virus scanner does not answer; documents that were handed in wait for it");
        }, stop);
        await TryAsync("tended", async () =>
        {
            foreach (var stuck in (await documents.TendAsync(stop)).Stuck)
                log.LogError(stuck.Fault, "Legal document {Document} of patient {Patient} could not be tended; it is tried again", stuck.DocumentId, stuck.PatientId);
        }, stop);
    }

    private async Task TryAsync(string what, Func<Task> work, CancellationToken stop)
    {
        try
        {
            if (!stop.IsCancellationRequested)
                await work();
        }
        catch (Exception fault)
        {
            if (!stop.IsCancellationRequested)
                log.LogError(fault, "Legal documents could not be {Work}; it is tried again", what);
        }
    }
}
