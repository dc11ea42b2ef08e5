using System.Collections.Concurrent;
using System.Diagnostics;

namespace CareCoord.Bench.LiveParts;

/// <summary>Clicks in open pages, one after the other in each of them, which are proved by what they leave in the database.</summary>
internal sealed class Clicks : IAsyncDisposable
{
    private readonly Site site;
    private readonly OpenCircuits circuits;
    private readonly Proof click;

    private const string Ticked =
        "select count(*) from audit_entries where action in ('activity.ticked', 'activity.unticked') and account_id = any ($1)";

    private Clicks(Site site, OpenCircuits circuits, Proof click) => (this.site, this.circuits, this.click) = (site, circuits, click);

    /// <summary>
    /// The first to-do of each patient, done and not done in turn, on one page a patient. Where two tick the same, one of them writes
    /// nothing.
    /// </summary>
    public static async Task<Clicks> OnTodosAsync(Site site)
    {
        var patients = await site.PatientsAsync();
        return await OnAsync(
            site,
            "a tick",
            page => page.ClickAsync(0),
            patients.Count,
            patients,
            Pages.Home.Address(default),
            new("entries of the audit", 1, Ticked, patients.Select(one => one.Account).ToArray())
        );
    }

    /// <summary>The first list of the task desk, sorted one way and another in turn: what is shown already is not read again.</summary>
    public static async Task<Clicks> OnListsAsync(Site site, int desks)
    {
        var tasks = Pages.Tasks;
        var coordinators = await tasks.PeopleAsync(site);
        var (address, turned) = (tasks.Address(default), new ConcurrentDictionary<Circuit, bool>());
        return await OnAsync(
            site,
            "a list read again",
            page => page.GoAsync(turned.AddOrUpdate(page, true, (_, was) => !was) ? $"{address}?sort=priority" : address),
            desks,
            coordinators,
            address,
            await tasks.TraceAsync(site)
        );
    }

    /// <summary>Clicks until the portal is at rest.</summary>
    public Task<Rested> ToRestAsync(string name) =>
        site.WarmUp.ToRestAsync(name, async () => (await RunAsync(TimeSpan.FromSeconds(1))).Count);

    /// <summary>Clicks for a while: how many a second, the p99 in ms, and CPU ms of portal and database for one.</summary>
    public async Task<(double PerSecond, double P99, double Cpu)> MeasureAsync(TimeSpan duration)
    {
        var (before, time) = (site.Cpu(), Stopwatch.StartNew());
        var latencies = await RunAsync(duration);
        var (cpu, seconds) = (site.Cpu() - before, time.Elapsed.TotalSeconds);
        await click.HoldAsync();
        return (latencies.Count / seconds, Rounds.Percentile(latencies, 0.99), cpu / latencies.Count);
    }

    public ValueTask DisposeAsync() => circuits.DisposeAsync();

    private static async Task<Clicks> OnAsync(
        Site site,
        string name,
        Func<Circuit, Task> act,
        int pages,
        IReadOnlyList<SignedIn> people,
        string at,
        Trace trace
    )
    {
        var circuits = new OpenCircuits(site);
        await circuits.OpenAsync(pages, people, at);
        var all = circuits.All;
        return new(site, circuits, await Proof.BeginAsync(site, name, page => act(all[page]), trace));
    }

    private async Task<ConcurrentBag<double>> RunAsync(TimeSpan duration)
    {
        var (latencies, time) = (new ConcurrentBag<double>(), Stopwatch.StartNew());
        await Task.WhenAll(
            Enumerable
                .Range(0, circuits.All.Count)
                .Select(at =>
                    Task.Run(async () =>
                    {
                        while (time.Elapsed < duration)
                        {
                            var clicked = Stopwatch.GetTimestamp();
                            await click.RunAsync(at);
                            latencies.Add(Stopwatch.GetElapsedTime(clicked).TotalMilliseconds);
                        }
                    })
                )
        );
        return latencies;
    }
}
