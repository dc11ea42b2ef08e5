using System.Collections.Concurrent;
using System.Net.WebSockets;
using CareCoord.Testing.LiveParts;

namespace CareCoord.Bench.LiveParts;

/// <summary>Many open pages of patients at once, with the signs of life that keep their lines open.</summary>
internal sealed class OpenCircuits(Site site) : IAsyncDisposable
{
    private const int AtOnce = 8;
    private readonly ConcurrentBag<Circuit> open = [];
    private readonly CancellationTokenSource ended = new();
    private Task? alive;

    /// <summary>Those that are open.</summary>
    public IReadOnlyList<Circuit> All => [.. open];

    /// <summary>Throws where the portal has let go of one.</summary>
    public void Demand()
    {
        var gone = open.Where(circuit => circuit.Ended is not null).ToList();
        if (gone.Count > 0)
            throw new InvalidOperationException($"{gone.Count} of {open.Count} live pages were let go.", gone[0].Ended);
    }

    /// <summary>
    /// Opens pages until there are this many; CPU milliseconds of portal and database for the live parts of one, its page left out.
    /// </summary>
    public async Task<double> OpenAsync(int until, IReadOnlyList<SignedIn> people, string address)
    {
        alive ??= LiveAsync();
        var cost = 0.0;
        var wanted = until - open.Count;
        // The pages are read first, a few hundred at a time: what a live part goes on with is good for some minutes.
        for (var done = 0; done < wanted; )
        {
            var pages = await Task.WhenAll(
                Enumerable
                    .Range(done, Math.Min(200, wanted - done))
                    .Select(async at =>
                        (Who: people[at % people.Count].Person, Html: await people[at % people.Count].Person.ReadAsync(address))
                    )
            );
            var before = site.Cpu();
            var waiting = new ConcurrentQueue<(Person Who, string Html)>(pages);
            await Task.WhenAll(
                Enumerable
                    .Range(0, AtOnce)
                    .Select(_ =>
                        Task.Run(async () =>
                        {
                            while (waiting.TryDequeue(out var page))
                            {
                                var (portal, line) = (site.Portal.Address, await Line.OpenAsync(site.Portal.Address, page.Who));
                                open.Add(await Circuit.OpenAsync(line, portal, LivePage.Read(address, page.Html)));
                            }
                        })
                    )
            );
            cost += site.Cpu() - before;
            done += pages.Length;
        }

        Demand();
        return cost / wanted;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        if (alive is not null)
            await alive;
        foreach (var circuit in open)
            circuit.Dispose();
        ended.Dispose();
    }

    private async Task LiveAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), ended.Token)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var circuit in open)
            {
                if (ended.IsCancellationRequested)
                    return;
                try
                {
                    await circuit.PingAsync();
                }
                catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException)
                {
                    // Whoever counts those that are open finds it closed.
                }
            }
        }
    }
}
