using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareCoord.Background;

/// <summary>
/// Runs one periodic work on this node, for as long as no other node does. A round that fails is logged and tried again later, and never
/// stops the process. A round under way is told to end when the process stops.
/// </summary>
/// <param name="round">One round; it answers how long to wait for the next, or null for the work's own interval.</param>
public sealed class PeriodicRunner(
    PeriodicWork work,
    Func<CancellationToken, Task<TimeSpan?>> round,
    RunnerLocks locks,
    PeriodicMetrics metrics,
    TimeProvider clock,
    ILogger<PeriodicRunner> log
) : BackgroundService
{
    /// <summary>The source of the traces of rounds.</summary>
    public const string Traces = "CareCoord.Background";

    private static readonly ActivitySource Source = new(Traces);
    private int faults;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
                await Task.Delay(await TryRoundAsync(stoppingToken), clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await locks.ReleaseAsync(work.Name);
        }
    }

    // Answers how long to wait before the next try.
    private async Task<TimeSpan> TryRoundAsync(CancellationToken stop)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        try
        {
            if (await locks.TryHoldAsync(work.Name, stop) is not { } lost)
                return work.Standby;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, lost);
            using var trace = Source.StartActivity(work.Name);
            var next = await metrics.MeasureAsync(work.Name, () => round(ends.Token), stop);
            faults = 0;
            return next ?? work.Rest;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            log.LogError(
                fault,
                "Round {Round} of {Work} failed ({Fault}), {Times} in a row; it is tried again",
                id,
                work.Name,
                fault.GetType().Name,
                ++faults
            );
            return work.RestAfter(faults);
        }
    }
}
