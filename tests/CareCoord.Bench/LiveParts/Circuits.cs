namespace CareCoord.Bench.LiveParts;

/// <summary>What the live parts of open pages cost: to open, to hold, and to use.</summary>
internal static class Circuits
{
    private const double Gibibyte = 1024 * 1024;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var figures = new List<Figure>();
        var patients = await stage.Site.PatientsAsync();
        await using (var warm = new OpenCircuits(stage.Site))
        {
            await warm.OpenAsync(100, patients, "/");
            await warm.ClickAsync(8, TimeSpan.FromSeconds(3), 0);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        await Collection.OfAsync(stage.Site.Portal.Id);
        var idle = Processor.Resident(stage.Site.Portal.Id);
        await using var circuits = new OpenCircuits(stage.Site);
        foreach (var count in new[] { 500, 2000, 5000 })
        {
            var cost = await circuits.OpenAsync(count, patients, "/");
            var before = Processor.Resident(stage.Site.Portal.Id) - idle;
            await Collection.OfAsync(stage.Site.Portal.Id);
            var after = Processor.Resident(stage.Site.Portal.Id) - idle;
            circuits.Demand();
            figures.Add(Figure.Of($"circuits: CPU to open one, up to {count}", "ms", [cost], 4.5));
            figures.Add(Figure.Of($"circuits: in a GiB, of {count}", "", [Gibibyte * count / before], 5500) with { AtLeast = true });
            figures.Add(Figure.Of($"circuits: memory each after a collection, of {count}", "KiB", [(double)after / count], 165));
        }

        var (perSecond, p99, cpu) = await circuits.ClickAsync(16, TimeSpan.FromSeconds(10), 0);
        figures.Add(Figure.Of("circuits: ticks a second", "", [perSecond]));
        figures.Add(Figure.Of("circuits: p99 of a tick", "ms", [p99]));
        figures.Add(Figure.Of("circuits: CPU of a tick, which writes", "ms", [cpu]));
        await using var desks = new OpenCircuits(stage.Site);
        await desks.OpenAsync(16, await stage.Site.CoordinatorsAsync(), "/tasks");
        await desks.ClickAsync(8, TimeSpan.FromSeconds(3), 1);
        var (lists, listsP99, listsCpu) = await desks.ClickAsync(8, TimeSpan.FromSeconds(10), 1);
        figures.Add(Figure.Of("circuits: lists of the desk read again a second", "", [lists]));
        figures.Add(Figure.Of("circuits: p99 of a list read again", "ms", [listsP99]));
        figures.Add(Figure.Of("circuits: CPU of a list read again", "ms", [listsCpu], 0.5));
        return figures;
    }
}
