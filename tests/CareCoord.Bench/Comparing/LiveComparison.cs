using CareCoord.Bench.LiveParts;
using Spectre.Console;

namespace CareCoord.Bench.Comparing;

/// <summary>What the live part of a Today costs in several builds: to open one, and the memory that one more takes.</summary>
internal static class LiveComparison
{
    private const int Times = 5;
    private const string Name = "a live Today";
    private static readonly LiveKind Kind = LiveKind.Today;

    public static async Task<List<Figure>> RunAsync(IReadOnlyList<Side> sides)
    {
        foreach (var side in sides)
            await Kind.ToRestAsync(side.Site, $"{Name}, {side.Name}");
        var costs = sides.ToDictionary(side => side, _ => new List<double>());
        for (var time = 0; time < Times; time++)
        {
            // Each begins in turn, as with pages.
            for (var at = 0; at < sides.Count; at++)
            {
                var side = sides[(at + time) % sides.Count];
                costs[side].Add(await Kind.OpenAsync(side.Site));
            }
        }

        var figures = new List<Figure>();
        foreach (var side in sides)
        {
            figures.Add(Figure.Of($"{Name}, {side.Name}: CPU to open one", "ms", costs[side]));
            figures.Add(Figure.Of($"{Name}, {side.Name}: memory of one more", "KiB", [await Kind.WeighAsync(side.Site)]));
        }

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
}
