using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What the same pages cost with more and more patients, and how many buffers of the database they read.</summary>
internal static class Growth
{
    private const int Small = 1_000;
    private const int Large = 10 * Stage.Patients;
    private const double Most = 1.2;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        await stage.FillAsync("carecoord_small", Small);
        var read = new Dictionary<int, List<(string Page, double Buffers, double Cpu)>>();
        await using (var site = await stage.OpenSiteAsync("carecoord_small"))
            read[Small] = await ReadAsync(site);
        read[Stage.Patients] = await ReadAsync(stage.Site);
        await stage.WithoutSiteAsync(async main =>
        {
            await stage.CopyAsync(main, "carecoord_large");
            await Multiply.RunAsync(stage.Cluster.SuperuserConnectionString("carecoord_large"), (Large / Stage.Patients) - 1);
            await stage.SettleAsync("carecoord_large");
            await using var site = await stage.OpenSiteAsync("carecoord_large");
            read[Large] = await ReadAsync(site);
        });

        var figures = new List<Figure>();
        foreach (var (at, (page, _, _)) in read[Small].Index())
        {
            foreach (var (patients, pages) in read)
            {
                var count = patients.ToString("N0", CultureInfo.InvariantCulture);
                figures.Add(Figure.Of($"{page} at {count} patients: buffers", "", [pages[at].Buffers]));
                figures.Add(Figure.Of($"{page} at {count} patients: CPU", "ms", [pages[at].Cpu]));
            }

            figures.Add(Figure.Of($"{page}: buffers at {Large.ToString("N0", CultureInfo.InvariantCulture)} times those at {Small.ToString("N0", CultureInfo.InvariantCulture)}", "×",
                [read[Large][at].Buffers / read[Small][at].Buffers], Most));
        }

        return figures;
    }

    private static async Task<List<(string, double, double)>> ReadAsync(Site site)
    {
        var (patients, coordinators) = (await site.PatientsAsync(), await site.CoordinatorsAsync());
        var all = new List<(string, double, double)>();
        foreach (var (name, ofPatient, address) in Pages.All)
        {
            var people = ofPatient ? patients : coordinators;
            Task PageAsync(int at) => people[at % people.Count].Person.OpenAsync(address(people[at % people.Count].Id));
            await Rounds.CostAsync(60, site.Cpu, PageAsync);
            var (buffers, cpu) = (new List<double>(), new List<double>());
            for (var round = 0; round < 4; round++)
            {
                var before = await site.BuffersAsync();
                cpu.Add(await Rounds.CostAsync(40, site.Cpu, PageAsync));
                buffers.Add((await site.BuffersAsync() - before) / 40);
            }

            // The portal's own work reads now and then: what a page needs is the least that was seen.
            all.Add((name, buffers.Min(), cpu.Min()));
        }

        return all;
    }
}
