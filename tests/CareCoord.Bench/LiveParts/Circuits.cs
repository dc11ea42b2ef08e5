namespace CareCoord.Bench.LiveParts;

/// <summary>What the live parts of open pages cost: to open, to hold, and to use.</summary>
internal static class Circuits
{
    private const double Gibibyte = 1024 * 1024;
    private const int Lists = 8;

    private static readonly TimeSpan Clicking = TimeSpan.FromSeconds(10);

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var site = stage.Site;
        await using var ticks = await Clicks.OnTodosAsync(site);
        await using var lists = await Clicks.OnListsAsync(site, Lists);
        return
        [
            .. (await LiveKind.Today.ToRestAsync(site, "circuits")).Figures("circuits"),
            .. (await ticks.ToRestAsync("circuits: a tick")).Figures("circuits: a tick"),
            .. (await lists.ToRestAsync("circuits: a list read again")).Figures("circuits: a list read again"),
            .. await OpenAsync(site, ticks, lists),
        ];
    }

    private static async Task<List<Figure>> OpenAsync(Site site, Clicks ticks, Clicks lists)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        await Collection.OfAsync(site.Portal.Id);
        var (idle, patients, figures) = (Processor.Resident(site.Portal.Id), await site.PatientsAsync(), new List<Figure>());
        await using var circuits = new OpenCircuits(site);
        var (fewer, lighter) = (0, 0L);
        foreach (var count in new[] { 500, 2000, 5000 })
        {
            var cost = await circuits.OpenAsync(count, patients, Pages.Home.Address(default));
            var before = Processor.Resident(site.Portal.Id) - idle;
            await Collection.OfAsync(site.Portal.Id);
            var after = Processor.Resident(site.Portal.Id) - idle;
            circuits.Demand();
            figures.Add(Figure.Of($"circuits: CPU to open one, up to {count}", "ms", [cost], 4.5));
            // The first few fill what was left of other work: what they take cannot be told.
            if (fewer > 0)
            {
                figures.Add(Figure.Of($"circuits: in a GiB, of {count}", "", [Gibibyte * count / before], 5500) with { AtLeast = true });
                figures.Add(Figure.Of($"circuits: memory each after a collection, of {count}", "KiB", [(double)after / count], 165));
                figures.Add(
                    Figure.Of(
                        $"circuits: memory of one more after a collection, from {fewer} to {count}",
                        "KiB",
                        [(double)(after - lighter) / (count - fewer)]
                    )
                );
            }

            (fewer, lighter) = (count, after);
        }

        foreach (
            var (name, one, clicks) in new[]
            {
                ("ticks", "a tick, which writes", ticks),
                ("lists of the desk read again", "a list read again", lists),
            }
        )
        {
            var (perSecond, p99, cpu) = await clicks.MeasureAsync(Clicking);
            figures.Add(Figure.Of($"circuits: {name} a second", "", [perSecond]));
            figures.Add(Figure.Of($"circuits: p99 of {one}", "ms", [p99]));
            figures.Add(Figure.Of($"circuits: CPU of {one}", "ms", [cpu], clicks == lists ? 0.5 : null));
        }

        return figures;
    }
}
