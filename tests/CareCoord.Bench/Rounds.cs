using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareCoord.Bench;

/// <summary>Repeats an operation, by a few at the same time as a server has them, and counts what it costs.</summary>
internal static class Rounds
{
    private const int AtOnce = 4;

    /// <summary>CPU milliseconds of an operation, as <paramref name="cpu"/> counts them.</summary>
    public static async Task<double> CostAsync(
        int times,
        Func<double> cpu,
        Func<int, Task> operation,
        ConcurrentBag<double>? latencies = null
    )
    {
        var before = cpu();
        await RunAsync(times, operation, latencies);
        return (cpu() - before) / times;
    }

    /// <summary>Does an operation so often.</summary>
    public static async Task RunAsync(int times, Func<int, Task> operation, ConcurrentBag<double>? latencies = null)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, AtOnce)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        int mine;
                        while ((mine = Interlocked.Increment(ref next)) < times)
                        {
                            var begun = Stopwatch.GetTimestamp();
                            await operation(mine);
                            latencies?.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        }
                    })
                )
        );
    }

    /// <summary>The value that this share of all is not above.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
