namespace CareCoord.Background;

/// <summary>Work that is done again and again, by one node at a time.</summary>
/// <param name="Name">What the log, the metrics and the lock between nodes call it.</param>
/// <param name="Every">From the end of one round to the beginning of the next.</param>
public sealed record PeriodicWork(string Name, TimeSpan Every)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestStandby = TimeSpan.FromSeconds(15);

    /// <summary>By what part of its interval a round comes sooner or later, so that works do not move in step.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>How long a node that is not the runner waits before it looks whether the runner is gone.</summary>
    internal TimeSpan Standby => Jittered(Every < LongestStandby ? Every : LongestStandby);

    /// <summary>How long to wait after a round that went well.</summary>
    internal TimeSpan Rest => Jittered(Every);

    /// <summary>
    /// How long to wait after so many rounds in a row that failed: twice as long each time, up to five minutes or the interval.
    /// </summary>
    internal TimeSpan RestAfter(int faults)
    {
        var (longest, doubled) = (Every > LongestRest ? Every : LongestRest, Every * Math.Pow(2, Math.Min(faults, 16)));
        return Jittered(doubled < longest ? doubled : longest);
    }

    private TimeSpan Jittered(TimeSpan rest) => rest * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
}
