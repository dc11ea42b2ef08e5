using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>
/// Fires the rungs of care tasks on every node: at once when it starts, then when the next is due, and every 15 seconds at least, for what
/// was assigned meanwhile. A task that fails is left alone for a while, longer after each time; the others go on.
/// </summary>
internal sealed class LadderWorker(ClimbLadders ladders, TimeProvider clock, ILogger<LadderWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private readonly Dictionary<Guid, (int Times, DateTimeOffset Until)> resting = [];
    private int faults;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await RunOnceAsync(stoppingToken);
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One run; answers how long to wait for the next. It never throws.</summary>
    internal async Task<TimeSpan> RunOnceAsync(CancellationToken stop)
    {
        try
        {
            var leftOut = resting.Where(task => task.Value.Until > clock.GetUtcNow()).Select(task => task.Key).ToList();
            var climbed = await ladders.ClimbAsync(leftOut, stop);
            faults = 0;
            Rest(climbed, leftOut);
            return climbed.Busy > 0 ? Soonest : Until(climbed.NextAt);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The reminders of care tasks could not be sent; it is tried again");
            return After(++faults, TimeSpan.FromMinutes(5));
        }
    }

    private void Rest(LaddersClimbed climbed, List<Guid> leftOut)
    {
        foreach (var mended in resting.Keys.Where(task => !leftOut.Contains(task) && climbed.Stuck.All(stuck => stuck.TaskId != task)).ToList())
            resting.Remove(mended);
        foreach (var stuck in climbed.Stuck)
        {
            var times = resting.GetValueOrDefault(stuck.TaskId).Times + 1;
            resting[stuck.TaskId] = (times, clock.GetUtcNow() + After(times, LongestRest));
            log.LogError(stuck.Fault, "A reminder of care task {Task} of patient {Patient} could not be sent at try {Times}; it is tried again", stuck.TaskId,
                stuck.PatientId, times);
        }
    }

    private TimeSpan Until(DateTimeOffset? next)
    {
        var wait = next is { } at && at - clock.GetUtcNow() < Every ? at - clock.GetUtcNow() : Every;
        return wait > Soonest ? wait : Soonest;
    }

    // 15 seconds, then twice as long each time.
    private static TimeSpan After(int times, TimeSpan longest)
    {
        var doubled = Every * Math.Pow(2, Math.Min(times - 1, 16));
        return doubled < longest ? doubled : longest;
    }
}
