using Spectre.Console;

namespace CareCoord.Bench.Comparing;

/// <summary>What something costs in one build: CPU of portal and database, and how many times the first build's it is.</summary>
internal sealed record Compared(string What, string Build, Figure Portal, Figure Database, Figure Times);

/// <summary>The pages and the assigning of a task in several builds on one machine, each at rest, in alternating rounds.</summary>
internal static class Comparison
{
    private const int Times = 9;
    private const int Tasks = 120;

    /// <summary>Compares the checkouts that were asked for with the first of them, and prints it.</summary>
    public static async Task<int> RunAsync(BenchOptions asked)
    {
        var (folder, sides, all, live) = (Stage.NewFolder(), new List<Side>(), new List<Compared>(), new List<Figure>());
        try
        {
            foreach (var (name, checkout) in asked.Sides)
            {
                Console.WriteLine($"Making a database of {asked.Patients} patients for {name}");
                sides.Add(await Side.OpenAsync(name, checkout, folder, asked.Patients));
            }

            foreach (var page in Pages.All)
                all.AddRange(await CompareAsync(page.Name, sides, page.OpeningAsync, page.Each));
            // After all that is read: it fills the lists.
            all.AddRange(await CompareAsync("a task assigned", sides, Assigning.OfAsync, Tasks));
            Print(all, asked.Sides[0].Name);
            live = await LiveComparison.RunAsync(sides);
        }
        finally
        {
            foreach (var side in sides)
                await side.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        LiveComparison.Print(live);
        await Measurements.WriteAsync(asked, [.. all.SelectMany(one => new[] { one.Portal, one.Database, one.Times }), .. live]);
        return 0;
    }

    private static async Task<List<Compared>> CompareAsync(string what, List<Side> sides, Func<Site, Task<Proof>> prepare, int each)
    {
        var rounds = new List<(Side Side, Proof Operation, List<double> Portal, List<double> Both)>();
        foreach (var side in sides)
        {
            var operation = await prepare(side.Site);
            await side.Site.WarmUp.ToRestAsync($"{what}, {side.Name}", operation.RunAsync);
            rounds.Add((side, operation, [], []));
        }

        for (var time = 0; time < Times; time++)
        {
            // Each begins in turn, so that what else the machine does falls on all alike.
            for (var at = 0; at < sides.Count; at++)
            {
                var (side, operation, portal, both) = rounds[(at + time) % sides.Count];
                var before = side.Site.ServerCpu();
                both.Add(await Rounds.CostAsync(each, side.Site.Cpu, operation.RunAsync));
                portal.Add((side.Site.ServerCpu() - before) / each);
            }
        }

        var compared = new List<Compared>();
        foreach (var (side, operation, portal, both) in rounds)
        {
            await operation.HoldAsync();
            compared.Add(
                new(
                    what,
                    side.Name,
                    Figure.Of($"{what}, {side.Name}: CPU of the portal", "ms", portal),
                    Figure.Of($"{what}, {side.Name}: CPU of the database", "ms", both.Zip(portal, (all, some) => all - some)),
                    Figure.Of($"{what}, {side.Name}: times {sides[0].Name}", "×", both.Zip(rounds[0].Both, (after, first) => after / first))
                )
            );
        }

        return compared;
    }

    private static void Print(IEnumerable<Compared> all, string first)
    {
        var table = new Table().AddColumns("what", "build").Border(TableBorder.Minimal);
        foreach (var column in new[] { "portal, ms", "database, ms", $"times {first}", "low", "high" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (what, build, portal, database, times) in all)
        {
            double[] values = [portal.Value, database.Value, .. build == first ? [] : new[] { times.Value, times.Low, times.High }];
            table.AddRow([what, Markup.Escape(build), .. values.Select(Figure.Said)]);
        }

        Figure.Print(table);
    }
}
