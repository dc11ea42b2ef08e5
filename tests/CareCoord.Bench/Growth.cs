using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What the same pages cost with more and more patients, and how many buffers of the database they read.</summary>
internal static class Growth
{
    private const int Times = 10;
    private const double Most = 1.2;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var (small, large) = (stage.Patients / Times, stage.Patients * Times);
        await stage.FillAsync("carecoord_small", small);
        var read = new Dictionary<int, List<(string Page, double Buffers, double Cpu)>>();
        await using (var site = await stage.OpenSiteAsync("carecoord_small"))
            read[small] = await ReadAsync(site);
        read[stage.Patients] = await ReadAsync(stage.Site);
        await stage.WithoutSiteAsync(async main =>
        {
            await stage.CopyAsync(main, "carecoord_large");
            await Multiply.RunAsync(stage.Cluster.SuperuserConnectionString("carecoord_large"), Times - 1);
            await Stage.SettleAsync(stage.Cluster, "carecoord_large");
            await using var site = await stage.OpenSiteAsync("carecoord_large");
            read[large] = await ReadAsync(site);
        });

        var figures = new List<Figure>();
        foreach (var (at, (page, _, _)) in read[small].Index())
        {
            foreach (var (patients, pages) in read)
            {
                figures.Add(Figure.Of($"{page} at {Said(patients)} patients: buffers", "", [pages[at].Buffers]));
                figures.Add(Figure.Of($"{page} at {Said(patients)} patients: CPU", "ms", [pages[at].Cpu]));
            }

            figures.Add(Figure.Of($"{page}: buffers at {Said(large)} times those at {Said(small)}", "×",
                [read[large][at].Buffers / read[small][at].Buffers], Most));
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

    private static string Said(int patients) => patients.ToString("N0", CultureInfo.InvariantCulture);
}
