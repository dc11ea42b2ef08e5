using CareCoord.Bench;
using CareCoord.Bench.Comparing;
using CareCoord.Bench.Limits;

if (args is ["limit"])
{
    await LimitServer.RunAsync();
    return 0;
}

if (BenchOptions.Read(args) is not { } asked)
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", Measurements.All.Keys)} or all;");
    Console.Error.WriteLine("or ab BEFORE=CHECKOUT AFTER=CHECKOUT: two names, and the folders of two checkouts that are built in Release.");
    Console.Error.WriteLine($"--json FILE writes the figures, too; --patients NUMBER makes another number than {BenchOptions.Usual:N0}.");
    return 2;
}

return asked.Sides.Count > 0 ? await Comparison.RunAsync(asked) : await Measurements.RunAsync(asked);
