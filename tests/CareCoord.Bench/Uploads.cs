using System.Diagnostics;

namespace CareCoord.Bench;

/// <summary>How fast a 10 MiB document comes in, through the encryption and into the store, beside what the disk does with the same bytes.</summary>
internal static class Uploads
{
    private const int Mebibytes = 10;
    private const int Times = 9;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var who = (await stage.Site.PatientsAsync())[0];
        var token = await Writes.TokenAsync(who);
        var (portal, disk, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < Times; round++)
        {
            var pdf = Writes.Pdf(Mebibytes * 1024 * 1024);
            var begun = Stopwatch.GetTimestamp();
            await Writes.HandInAsync(who, token, pdf);
            var speed = Mebibytes / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var plain = await DiskAsync(Path.Combine(stage.Folder, "plain"));
            if (round < 0)
                continue;
            portal.Add(speed);
            disk.Add(plain);
            ratios.Add(speed / plain);
        }

        return [Figure.Of("a 10 MiB document: into the store", "MiB/s", portal), Figure.Of("a 10 MiB document: dd with fsync", "MiB/s", disk), Figure.Of("a 10 MiB document: times dd", "×", ratios)];
    }

    private static async Task<double> DiskAsync(string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var dd = Process.Start(new ProcessStartInfo("dd", ["if=/dev/zero", $"of={path}", "bs=1M", $"count={Mebibytes}", "conv=fsync", "status=none"]))!;
        await dd.WaitForExitAsync();
        return Mebibytes / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
