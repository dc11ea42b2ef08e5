using System.Diagnostics;
using System.Security.Cryptography;
using CareCoord.Files;

namespace CareCoord.Testing;

/// <summary>
/// ClamAV's daemon with one signature of its own, that of the test file which every scanner knows; until it is disposed of.
/// </summary>
public sealed class ClamdProcess : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-clamd-").FullName;
    private Process? process;

    /// <summary>Where it listens, or would.</summary>
    public string Socket => Path.Combine(folder, "clamd.sock");

    public AntivirusSettings Settings => AntivirusSettings.Of(Socket);

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var signatures = Directory.CreateDirectory(Path.Combine(folder, "signatures")).FullName;
#pragma warning disable CA5351 // The signature's format has MD5.
        await File.WriteAllTextAsync(
            Path.Combine(signatures, "eicar.hdb"),
            $"{Convert.ToHexStringLower(MD5.HashData(TestPages.Eicar))}:{TestPages.Eicar.Length}:Eicar-Test\n"
        );
#pragma warning restore CA5351
        // Within another file, too.
        await File.WriteAllTextAsync(
            Path.Combine(signatures, "eicar.ndb"),
            $"Eicar-Within:0:*:{Convert.ToHexStringLower(TestPages.Eicar)}\n"
        );
        var settings = Path.Combine(folder, "clamd.conf");
        await File.WriteAllTextAsync(
            settings,
            $"LocalSocket {Socket}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 40M\nMaxFileSize "
                + "40M\nMaxScanSize 60M\nAlertExceedsMax yes\n"
        );
        process = Process.Start(
            new ProcessStartInfo("/usr/sbin/clamd", ["-F", "-c", settings]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        var antivirus = new Antivirus(Settings);
        while (await antivirus.ScanAsync(new MemoryStream("harmless"u8.ToArray()), default) != VirusVerdict.Clean)
        {
            if (process.HasExited)
                throw new InvalidOperationException("clamd did not start.");
            await Task.Delay(100);
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        if (process is not { HasExited: false } running)
            return;
        running.Kill();
        await running.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
