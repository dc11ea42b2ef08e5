namespace CareCoord.Bench.LiveParts;

/// <summary>What the live desk of a coordinator costs to open and to hold.</summary>
internal static class Desks
{
    private const int Times = 5;
    private const double Mebibyte = 1024;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var (kind, site) = (LiveKind.Caseload, stage.Site);
        var rested = await kind.ToRestAsync(site, "a live caseload");
        var cpu = new List<double>();
        for (var round = 0; round < Times; round++)
            cpu.Add(await kind.OpenAsync(site));
        return
        [
            .. rested.Figures("a live caseload"),
            Figure.Of("a live caseload: CPU to open one", "ms", cpu, 50),
            Figure.Of("a live caseload: memory of one more after a collection", "KiB", [await kind.WeighAsync(site)], 1.4 * Mebibyte),
        ];
    }
}
