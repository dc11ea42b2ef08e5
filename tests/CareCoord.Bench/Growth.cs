using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What the same pages cost with more and more patients, and how many buffers of the database they read.</summary>
internal static class Growth
{
    private const int Times = 10;
    private const double Most = 1.2;
    private const int Each = 80;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var (small, large) = (stage.Patients / Times, stage.Patients * Times);
        await stage.FillAsync("carecoord_small", small);
        var read = new Dictionary<int, List<(string Page, double Buffers, double Cpu)>>();
        await using (var site = await stage.OpenSiteAsync("carecoord_small"))
            read[small] = await ReadAsync(site, small);
        read[stage.Patients] = await ReadAsync(stage.Site, stage.Patients);
        await stage.WithoutSiteAsync(async main =>
        {
            await stage.CopyAsync(main, "carecoord_large");
            await Multiply.RunAsync(stage.Cluster.SuperuserConnectionString("carecoord_large"), Times - 1);
            await Stage.SettleAsync(stage.Cluster, "carecoord_large");
            await using var site = await stage.OpenSiteAsync("carecoord_large");
            read[large] = await ReadAsync(site, large);
        });

        var figures = new List<Figure>();
        foreach (var (at, (page, _, _)) in read[small].Index())
        {
            foreach (var (patients, pages) in read)
            {
                figures.Add(Figure.Of($"{page} at {Said(patients)} patients: buffers", "", [pages[at].Buffers]));
                figures.Add(Figure.Of($"{page} at {Said(patients)} patients: CPU", "ms", [pages[at].Cpu]));
            }

            figures.Add(
                Figure.Of(
                    $"{page}: buffers at {Said(large)} times those at {Said(small)}",
                    "×",
                    [read[large][at].Buffers / read[small][at].Buffers],
                    Most
                )
            );
        }

        return figures;
    }

    private static async Task<List<(string, double, double)>> ReadAsync(Site site, int patients)
    {
        // Those of the demo network come on top.
        if (await site.CountAsync("select count(*) from patients") is var found && (found < patients || found > patients + 100))
            throw new InvalidOperationException($"There are {found} patients where {patients} are spoken of.");
        var all = new List<(string, double, double)>();
        foreach (var page in Pages.All)
        {
            var opening = await page.OpeningAsync(site);
            await site.WarmUp.ToRestAsync($"{page.Name} at {Said(patients)} patients", opening.RunAsync);
            var (buffers, cpu) = (new List<double>(), new List<double>());
            for (var round = 0; round < 4; round++)
            {
                var before = await site.BuffersAsync();
                cpu.Add(await Rounds.CostAsync(Each, site.Cpu, opening.RunAsync));
                buffers.Add((await site.BuffersAsync() - before) / Each);
            }

            await opening.HoldAsync();
            // The portal's own work reads now and then: what a page needs is the least that was seen.
            all.Add((page.Name, buffers.Min(), cpu.Min()));
        }

        return all;
    }

    private static string Said(int patients) => patients.ToString("N0", CultureInfo.InvariantCulture);
}
