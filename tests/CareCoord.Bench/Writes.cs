namespace CareCoord.Bench;

/// <summary>What it costs to assign a task and to upload a document.</summary>
internal static class Writes
{
    // Until the runtime has come to rest.
    private const int Warm = 1500;
    private const int WarmDocuments = 200;
    private const int Times = 5;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var site = stage.Site;
        var task = await Assigning.OfAsync(site);
        var document = await Documents.UploadingAsync(site, Documents.Mebibyte);
        return
        [
            await MeasureAsync(site, "a task assigned to somebody else, with audit and notice", task, Warm, 120, 2.0),
            await MeasureAsync(site, "a 1 MiB PDF uploaded, looked at and kept as a draft", document, WarmDocuments, 40, 7.0),
        ];
    }

    private static async Task<Figure> MeasureAsync(Site site, string name, Proof write, int warm, int each, double goal)
    {
        await Rounds.RunAsync(warm, write.RunAsync);
        var rounds = new List<double>();
        for (var round = 0; round < Times; round++)
            rounds.Add(await Rounds.CostAsync(each, site.Cpu, write.RunAsync));
        await write.HoldAsync();
        return Figure.Of($"{name}: CPU", "ms", rounds, goal);
    }
}
