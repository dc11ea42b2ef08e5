using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CareCoord.Background;

/// <summary>
/// Counts the rounds of periodic works on this node: how many, how many failed, how long they took, and when one last went well.
/// </summary>
public sealed class PeriodicMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "CareCoord.Background";

    private const string Work = "carecoord.work";
    private readonly ConcurrentDictionary<string, DateTimeOffset> lastSuccess = [];
    private readonly TimeProvider clock;
    private readonly Counter<long> rounds;
    private readonly Counter<long> failures;
    private readonly Histogram<double> duration;

    public PeriodicMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Meter);
        rounds = meter.CreateCounter<long>("carecoord.background.rounds", "{round}", "Rounds of periodic works that ended, well or not.");
        failures = meter.CreateCounter<long>("carecoord.background.failures", "{round}", "Rounds of periodic works that failed.");
        duration = meter.CreateHistogram<double>("carecoord.background.duration", "s", "How long a round of a periodic work took.");
        meter.CreateObservableGauge(
            "carecoord.background.last_success",
            () =>
                lastSuccess.Select(work => new Measurement<double>(
                    work.Value.ToUnixTimeMilliseconds() / 1000.0,
                    new KeyValuePair<string, object?>(Work, work.Key)
                )),
            "s",
            "When a round of a periodic work last went well, in Unix time."
        );
    }

    // A round that ends because the process stops is none.
    internal async Task<T> MeasureAsync<T>(string work, Func<Task<T>> round, CancellationToken stop)
    {
        var (named, began) = (new KeyValuePair<string, object?>(Work, work), clock.GetTimestamp());
        try
        {
            var answer = await round();
            lastSuccess[work] = clock.GetUtcNow();
            Count();
            return answer;
        }
        catch when (!stop.IsCancellationRequested)
        {
            failures.Add(1, named);
            Count();
            throw;
        }

        void Count()
        {
            rounds.Add(1, named);
            duration.Record(clock.GetElapsedTime(began).TotalSeconds, named);
        }
    }
}
