namespace CareCoord.Bench;

/// <summary>What it costs to assign a task and to upload a document.</summary>
internal static class Writes
{
    private const int Times = 5;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var site = stage.Site;
        var task = await Assigning.OfAsync(site);
        var document = await Documents.UploadingAsync(site, Documents.Mebibyte);
        return
        [
            .. await MeasureAsync(site, "a task assigned to somebody else, with audit and notification", task, 120, 2.0),
            .. await MeasureAsync(site, "a 1 MiB PDF uploaded, looked at and kept as a draft", document, 40, 7.0),
        ];
    }

    private static async Task<List<Figure>> MeasureAsync(Site site, string name, Proof write, int each, double goal)
    {
        var rested = await site.WarmUp.ToRestAsync(name, write.RunAsync);
        var rounds = new List<double>();
        for (var round = 0; round < Times; round++)
            rounds.Add(await Rounds.CostAsync(each, site.Cpu, write.RunAsync));
        await write.HoldAsync();
        return [.. rested.Figures(name), Figure.Of($"{name}: CPU", "ms", rounds, goal)];
    }
}
