using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>
/// Fires the rungs of care tasks. It does so at once when the portal starts, then when the next is due. It looks every 15 seconds at least,
/// for what was assigned meanwhile. A task that fails is left alone for a while, longer after each time; the others go on.
/// </summary>
internal sealed class EscalationWorker(FireDueEscalations ladders, TimeProvider clock, ILogger<EscalationWorker> log)
{
    /// <summary>How long after a round the next comes at the latest.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private readonly Dictionary<Guid, (int Times, DateTimeOffset Until)> resting = [];

    /// <summary>One round; answers how long to wait for the next where a rung is due before its time.</summary>
    public async Task<TimeSpan?> RunAsync(CancellationToken cancel)
    {
        var leftOut = resting.Where(task => task.Value.Until > clock.GetUtcNow()).Select(task => task.Key).ToList();
        var climbed = await ladders.ClimbAsync(leftOut, cancel);
        Rest(climbed, leftOut);
        return climbed.Busy > 0 ? Soonest : Until(climbed.NextAt);
    }

    private void Rest(EscalationsFired climbed, List<Guid> leftOut)
    {
        foreach (
            var mended in resting.Keys.Where(task => !leftOut.Contains(task) && climbed.Stuck.All(stuck => stuck.TaskId != task)).ToList()
        )
            resting.Remove(mended);
        foreach (var stuck in climbed.Stuck)
        {
            var times = resting.GetValueOrDefault(stuck.TaskId).Times + 1;
            resting[stuck.TaskId] = (times, clock.GetUtcNow() + RestAfter(times));
            log.LogError(
                stuck.Fault,
                "A reminder of care task {Task} of patient {Patient} could not be sent at try {Times}; it is tried again",
                stuck.TaskId,
                stuck.PatientId,
                times
            );
        }
    }

    private TimeSpan? Until(DateTimeOffset? next) =>
        next - clock.GetUtcNow() is not { } wait || wait >= Every ? null
        : wait > Soonest ? wait
        : Soonest;

    // 15 seconds, then twice as long each time.
    private static TimeSpan RestAfter(int times)
    {
        var doubled = Every * Math.Pow(2, Math.Min(times - 1, 16));
        return doubled < LongestRest ? doubled : LongestRest;
    }
}
