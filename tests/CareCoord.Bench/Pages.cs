using System.Collections.Concurrent;

namespace CareCoord.Bench;

/// <summary>What a page that people read costs, beside the limit that reads the same facts.</summary>
internal static class Pages
{
    // The runtime compiles what it has seen often again, and better: the first page takes thousands of requests to come to rest.
    private const int Warm = 600;
    private const int WarmFirst = 4000;
    private const int Each = 120;
    private const int Times = 5;

    /// <summary>The pages by name, and where they are for somebody.</summary>
    public static readonly (string Name, bool OfPatient, Func<Guid, string> Address)[] All =
    [
        ("home", true, _ => "/"),
        ("plan", true, id => $"/patients/{id}/plan"),
        ("appointments", true, id => $"/patients/{id}/appointments"),
        ("documents", true, id => $"/patients/{id}/documents"),
        ("tasks", false, _ => "/tasks"),
        ("caseload", false, _ => "/caseload"),
    ];

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var figures = new List<Figure>();
        foreach (var (name, ofPatient, address) in All)
            figures.AddRange(await MeasureAsync(stage.Site, name, ofPatient ? await stage.Site.PatientsAsync() : await stage.Site.CoordinatorsAsync(), address, ofPatient));
        return figures;
    }

    private static async Task<List<Figure>> MeasureAsync(Site site, string name, IReadOnlyList<SignedIn> people, Func<Guid, string> address, bool ofPatient)
    {
        Task PageAsync(int at) => people[at % people.Count].Person.OpenAsync(address(people[at % people.Count].Id));
        Task LimitAsync(int at) => site.Limit.OpenAsync(name, people[at % people.Count].Id);
        await Rounds.CostAsync(name == All[0].Name ? WarmFirst : Warm, site.Cpu, PageAsync);
        await Rounds.CostAsync(Warm, site.LimitCpu, LimitAsync);

        var (portal, servers, limit, ratios, latencies) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new ConcurrentBag<double>());
        for (var round = 0; round < Times; round++)
        {
            var before = site.ServerCpu();
            portal.Add(await Rounds.CostAsync(Each, site.Cpu, PageAsync, latencies));
            servers.Add((site.ServerCpu() - before) / Each);
            limit.Add(await Rounds.CostAsync(Each * 4, site.LimitCpu, LimitAsync));
            ratios.Add(portal[^1] / limit[^1]);
        }

        return
        [
            Figure.Of($"{name}: CPU of portal and database", "ms", portal),
            Figure.Of($"{name}: CPU of the portal alone", "ms", servers),
            Figure.Of($"{name}: CPU of the limit", "ms", limit),
            Figure.Of($"{name}: times the limit", "×", ratios, ofPatient ? 3.0 : null),
            Figure.Of($"{name}: p50", "ms", [Rounds.Percentile(latencies, 0.50)]),
            Figure.Of($"{name}: p95", "ms", [Rounds.Percentile(latencies, 0.95)]),
            Figure.Of($"{name}: p99", "ms", [Rounds.Percentile(latencies, 0.99)]),
            Figure.Of($"{name}: round trips to the database", "", [await site.RoundTripsAsync(people[0].Person, address(people[0].Id))]),
        ];
    }
}
