using System.Diagnostics;
using System.Text.Json;
using CareCoord.Bench;
using CareCoord.Bench.Limits;

if (args is ["limit"])
{
    await LimitServer.RunAsync();
    return 0;
}

var measurements = new Dictionary<string, Func<Stage, Task<List<Figure>>>>
{
    ["pages"] = Pages.MeasureAsync,
    // Before anything is written: it reads the same records in databases of other sizes.
    ["growth"] = Growth.MeasureAsync,
    ["writes"] = Writes.MeasureAsync,
    ["uploads"] = Uploads.MeasureAsync,
    ["loading"] = Loading.MeasureAsync,
    ["circuits"] = CareCoord.Bench.LiveParts.Circuits.MeasureAsync,
};
if (args is not [var name, .. var options] || (name != "all" && !measurements.ContainsKey(name)) || options is not ([] or ["--json", _]))
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", measurements.Keys)} or all; --json FILE writes the figures, too.");
    return 2;
}

var time = Stopwatch.StartNew();
var figures = new List<Figure>();
var failed = false;
Console.WriteLine($"Making a database of {Stage.Patients} patients");
await using (var stage = await Stage.OpenAsync())
{
    foreach (var (one, measure) in measurements.Where(one => name == "all" || name == one.Key))
    {
        Console.WriteLine($"{time.Elapsed:mm\\:ss} {one}");
        try
        {
            figures.AddRange(await measure(stage));
        }
        catch (Exception fault) when (name == "all")
        {
            // What was measured before is not lost.
            Console.Error.WriteLine($"{one} could not be measured: {fault}");
            failed = true;
        }
    }
}

Figure.Print(figures);
Console.WriteLine($"Measured in {time.Elapsed:mm\\:ss}.");
if (options is [_, var file])
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
return failed ? 1 : 0;
