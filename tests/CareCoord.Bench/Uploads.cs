using System.Diagnostics;

namespace CareCoord.Bench;

/// <summary>
/// How fast a 10 MiB document comes in, through the encryption and into the store, beside what the disk does with the same bytes.
/// </summary>
internal static class Uploads
{
    private const int Mebibytes = 10;
    private const int Before = 2;
    private const int Times = 9;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var site = stage.Site;
        // The same way in with a tenth of the bytes: at rest after thousands of the large ones, the disk would be full of them.
        await site.WarmUp.ToRestAsync("a 1 MiB document", (await Documents.UploadingAsync(site, Documents.Mebibyte)).RunAsync);
        var upload = await Documents.UploadingAsync(site, Mebibytes * Documents.Mebibyte);
        var stored = site.Stored();
        var (portal, disk, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Before + Times; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await upload.RunAsync(round);
            var speed = Mebibytes / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var plain = await DiskAsync(Path.Combine(stage.Folder, "plain"));
            if (round < Before)
                continue;
            portal.Add(speed);
            disk.Add(plain);
            ratios.Add(speed / plain);
        }

        await upload.HoldAsync();
        if (site.Stored() - stored < (long)(Before + Times) * Mebibytes * Documents.Mebibyte)
            throw new InvalidOperationException("What was uploaded is not in the store.");
        return
        [
            Figure.Of("a 10 MiB document: into the store", "MiB/s", portal),
            Figure.Of("a 10 MiB document: dd with fsync", "MiB/s", disk),
            Figure.Of("a 10 MiB document: times dd", "×", ratios),
        ];
    }

    private static async Task<double> DiskAsync(string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var dd = Process.Start(
            new ProcessStartInfo("dd", ["if=/dev/zero", $"of={path}", "bs=1M", $"count={Mebibytes}", "conv=fsync", "status=none"])
        )!;
        await dd.WaitForExitAsync();
        var speed = Mebibytes / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new FileInfo(path).Length == Mebibytes * Documents.Mebibyte
            ? speed
            : throw new InvalidOperationException("The disk did not take what dd wrote.");
    }
}
