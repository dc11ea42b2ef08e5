using CareCoord.Bench.LiveParts;
using Spectre.Console;

namespace CareCoord.Bench.Comparing;

/// <summary>What live parts of a page cost in several builds: to open one, and the memory that one more takes.</summary>
internal static class LiveComparison
{
    private const int Times = 5;
    private static readonly (string Name, LiveKind Kind)[] All = [("a live Today", LiveKind.Today), ("a live caseload", LiveKind.Caseload)];

    public static async Task<List<Figure>> RunAsync(IReadOnlyList<Side> sides)
    {
        var figures = new List<Figure>();
        foreach (var (name, kind) in All)
            figures.AddRange(await CompareAsync(name, kind, sides));
        return figures;
    }

    public static void Print(IEnumerable<Figure> figures)
    {
        var table = new Table().AddColumns("live parts", "unit").Border(TableBorder.Minimal);
        foreach (var column in new[] { "value", "low", "high" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var one in figures)
            table.AddRow(Markup.Escape(one.Name), one.Unit, Figure.Said(one.Value), Figure.Said(one.Low), Figure.Said(one.High));
        Figure.Print(table);
    }

    private static async Task<List<Figure>> CompareAsync(string name, LiveKind kind, IReadOnlyList<Side> sides)
    {
        foreach (var side in sides)
            await kind.ToRestAsync(side.Site, $"{name}, {side.Name}");
        var costs = sides.ToDictionary(side => side, _ => new List<double>());
        for (var time = 0; time < Times; time++)
        {
            // Each begins in turn, as with pages.
            for (var at = 0; at < sides.Count; at++)
            {
                var side = sides[(at + time) % sides.Count];
                costs[side].Add(await kind.OpenAsync(side.Site));
            }
        }

        var figures = new List<Figure>();
        foreach (var side in sides)
        {
            figures.Add(Figure.Of($"{name}, {side.Name}: CPU to open one", "ms", costs[side]));
            figures.Add(Figure.Of($"{name}, {side.Name}: memory of one more", "KiB", [await kind.WeighAsync(side.Site)]));
        }

        return figures;
    }
}
