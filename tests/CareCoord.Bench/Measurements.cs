using System.Diagnostics;
using System.Text.Json;
using CareCoord.Bench.LiveParts;

namespace CareCoord.Bench;

/// <summary>All that can be measured of one build, in the order in which it is.</summary>
internal static class Measurements
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static readonly Dictionary<string, Func<Stage, Task<List<Figure>>>> All = new()
    {
        ["pages"] = Pages.MeasureAsync,
        // Before anything is written: it reads the same records in databases of other sizes.
        ["growth"] = Growth.MeasureAsync,
        ["loading"] = Loading.MeasureAsync,
        ["circuits"] = Circuits.MeasureAsync,
        ["desks"] = Desks.MeasureAsync,
        // After all that is read: how much they write depends on when the portal comes to rest.
        ["writes"] = Writes.MeasureAsync,
        ["uploads"] = Uploads.MeasureAsync,
        ["flood"] = Flood.MeasureAsync,
    };

    /// <summary>Measures what was asked for and prints it; 1 where something of it could not be measured.</summary>
    public static async Task<int> RunAsync(BenchOptions asked)
    {
        var (time, figures, failed) = (Stopwatch.StartNew(), new List<Figure>(), false);
        Console.WriteLine($"Making a database of {asked.Patients} patients");
        await using (var stage = await Stage.OpenAsync(asked.Patients))
        {
            foreach (var (name, measure) in All.Where(one => asked.What == "all" || asked.What == one.Key))
            {
                Console.WriteLine($"{time.Elapsed:mm\\:ss} {name}");
                try
                {
                    figures.AddRange(await measure(stage));
                }
                catch (Exception fault) when (asked.What == "all")
                {
                    // What was measured before is not lost.
                    Console.Error.WriteLine($"{name} could not be measured: {fault}");
                    failed = true;
                }
            }
        }

        Figure.Print(figures);
        Console.WriteLine($"Measured in {time.Elapsed:mm\\:ss}.");
        await WriteAsync(asked, figures);
        return failed ? 1 : 0;
    }

    /// <summary>Writes figures where that was asked for.</summary>
    public static async Task WriteAsync(BenchOptions asked, IReadOnlyList<Figure> figures)
    {
        if (asked.Json is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, Readable));
    }
}
