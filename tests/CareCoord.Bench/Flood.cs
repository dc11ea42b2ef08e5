using System.Diagnostics;
using CareCoord.Bench.LiveParts;
using CareCoord.Browsing;
using CareCoord.Testing.LiveParts;

namespace CareCoord.Bench;

/// <summary>
/// What one hostile person takes from another, at a portal with the limits that it has in production. One floods by live parts and by pages
/// at once; the other opens their home.
/// </summary>
internal static class Flood
{
    private const int AtOnce = 16;
    private const double Mebibyte = 1024;

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Beforehand = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Refused = TimeSpan.FromMilliseconds(100);

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        await using var portal = await stage.Site.StartUsualPortalAsync();
        var people = await stage.Site.PatientsAsync();
        using var hostile = people[0].Person.At(portal.Address);
        using var other = people[1].Person.At(portal.Address);
        using var former = people[2].Person.At(portal.Address);
        // What refuses is compiled by then, as it is in a portal that runs for a while.
        await WhileAsync(portal, former, () => ReadAsync(other, Beforehand), sent: () => { }, asked: () => { });
        await ReadAsync(other, Lasting);

        var quiet = await ReadAsync(other, Lasting);
        var before = Processor.Resident(portal.Id);
        var (sent, asked) = (0L, 0L);
        var flooded = await WhileAsync(
            portal,
            hostile,
            () => ReadAsync(other, Lasting),
            sent: () => Interlocked.Increment(ref sent),
            asked: () => Interlocked.Increment(ref asked)
        );
        var most = Processor.Resident(portal.Id);
        await Task.Delay(TimeSpan.FromMinutes(1));

        var (calm, wild) = (Rounds.Percentile(quiet, 0.99), Rounds.Percentile(flooded, 0.99));
        return
        [
            Figure.Of("flood: events that one person sent", "", [sent]),
            Figure.Of("flood: pages that they asked for", "", [asked]),
            Figure.Of("flood: another person's home, p50 when it is quiet", "ms", [Rounds.Percentile(quiet, 0.5)]),
            Figure.Of("flood: another person's home, p50 meanwhile", "ms", [Rounds.Percentile(flooded, 0.5)]),
            Figure.Of("flood: another person's home, p99 when it is quiet", "ms", [calm]),
            Figure.Of("flood: another person's home, p99 meanwhile", "ms", [wild]),
            Figure.Of("flood: p99 meanwhile times the quiet one", "×", [wild / calm], 3),
            Figure.Of("flood: memory of the portal before", "MiB", [before / Mebibyte]),
            Figure.Of("flood: memory more at its end", "MiB", [(most - before) / Mebibyte]),
            Figure.Of("flood: memory more a minute later", "MiB", [(Processor.Resident(portal.Id) - before) / Mebibyte], 64),
        ];
    }

    private static async Task<List<double>> WhileAsync(
        ServerProcess portal,
        Person hostile,
        Func<Task<List<double>>> read,
        Action sent,
        Action asked
    )
    {
        using var ends = new CancellationTokenSource();
        var floods = Enumerable
            .Range(0, AtOnce)
            .Select(_ => Task.Run(() => AskAsync(hostile, asked, ends.Token)))
            .Append(Task.Run(() => SendAsync(portal, hostile, sent, ends.Token)))
            .ToArray();
        var latencies = await read();
        await ends.CancelAsync();
        await Task.WhenAll(floods);
        return latencies;
    }

    // As somebody reads, who does not wait for anybody: how long each page took.
    private static async Task<List<double>> ReadAsync(Person who, TimeSpan lasting)
    {
        var (latencies, time) = (new List<double>(), Stopwatch.StartNew());
        while (time.Elapsed < lasting)
        {
            var asked = Stopwatch.GetTimestamp();
            await who.OpenAsync("/");
            latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(Between);
        }

        return latencies;
    }

    private static async Task AskAsync(Person who, Action asked, CancellationToken ends)
    {
        while (!ends.IsCancellationRequested)
        {
            using var answer = await who.Http.GetAsync("/", CancellationToken.None);
            await answer.Content.CopyToAsync(Stream.Null, CancellationToken.None);
            asked();
        }
    }

    // As fast as the line takes it; where it is cut, on another one.
    private static async Task SendAsync(ServerProcess portal, Person who, Action sent, CancellationToken ends)
    {
        LivePage? page = null;
        while (!ends.IsCancellationRequested)
        {
            try
            {
                page ??= LivePage.Read("/", await who.ReadAsync("/"));
                using var circuit = await Circuit.OpenAsync(await Line.OpenAsync(portal.Address, who), portal.Address, page);
                while (circuit.Ended is null && !ends.IsCancellationRequested)
                {
                    await circuit.RaiseClickAsync(0);
                    sent();
                }
            }
            catch (Exception refused) when (refused is not OutOfMemoryException)
            {
                await Task.Delay(Refused, CancellationToken.None);
            }
        }
    }
}
