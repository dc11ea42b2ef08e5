using CareCoord.Files;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareCoord.Web.Shell;

/// <summary>Ready means also: what the portal writes finds room on its disks.</summary>
internal sealed class DiskHealth(WrittenFolders folders, DiskSpace disk, TimeProvider clock) : IHealthCheck
{
    // Whoever asks may be anybody: the disk is not written to for each of them.
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);
    private readonly Lock turn = new();
    private (long At, HealthCheckResult Answer)? last;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (turn)
        {
            if (last is not { } known || clock.GetElapsedTime(known.At) > Holds)
                last = (clock.GetTimestamp(), Look());
            return Task.FromResult(last.Value.Answer);
        }
    }

    private HealthCheckResult Look() =>
        folders.All.Select(disk.Against).OfType<string>().ToList() is { Count: > 0 } against
            ? HealthCheckResult.Unhealthy(string.Join(' ', against))
            : HealthCheckResult.Healthy();
}

/// <summary>The folders in which the portal writes.</summary>
internal sealed record WrittenFolders(IReadOnlyList<string> All);
