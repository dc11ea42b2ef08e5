using System.Diagnostics;
using CareCoord.Files;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>A disk that is full: what does not fit is refused as that, and leaves nothing behind.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-full-").FullName;
    private readonly bool mounted;

    public FullDiskTests() => mounted = Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);

    public void Dispose()
    {
        if (mounted)
            Run("umount", "-l", folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_leaves_nothing()
    {
        // Without the right to mount, a folder that takes nothing stands in for the full disk.
        var store = new FolderStore(folder);
        if (!mounted)
            Directory.Delete(Path.Combine(folder, "incoming"));
        var vault = new FileVault(
            store,
            MasterKeys.Of([MasterKeys.NewLine(DateTimeOffset.UnixEpoch)]),
            new TestClock(DateTimeOffset.UnixEpoch.AddYears(50))
        );

        await Assert.ThrowsAsync<FileNotKept>(async () =>
        {
            await using var hand = vault.Begin();
            for (var i = 0; i < 40; i++)
                await hand.TakeAsync(new byte[64 * 1024], default);
            await hand.FinishAsync(default);
            await hand.KeepAsync(default);
        });

        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    private static bool Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
