using System.Diagnostics;
using CareCoord.Files;

namespace CareCoord.Core.Tests.Files;

/// <summary>A disk that has no room is told before anybody's upload finds it out.</summary>
public sealed class DiskSpaceTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-disk-").FullName;
    private bool mounted;

    public void Dispose()
    {
        if (mounted)
            Run("umount", "-l", folder);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(DiskSpace.LeastMegabytes - 1, false)]
    [InlineData(DiskSpace.LeastMegabytes, true)]
    [InlineData(100_000, true)]
    public void With_so_many_megabytes_it_has_room(long megabytes, bool room)
    {
        var against = new DiskSpace(_ => megabytes * Megabyte).Against(folder);

        Assert.Equal(room, against is null);
        Assert.True(room || against!.Contains($"has {megabytes} MB left", StringComparison.Ordinal), against);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_disk_that_takes_nothing_has_no_room_whatever_it_says_of_itself()
    {
        // Without the right to mount, a folder that is gone stands in for the full disk.
        mounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
        var full = mounted ? folder : Path.Combine(folder, "gone");
        if (mounted)
            Fill();

        Assert.Contains("Nothing can be written", new DiskSpace(_ => 1000 * Megabyte).Against(full));
    }

    [Fact]
    public void What_this_machine_says_of_a_disk_is_what_its_own_tool_says()
    {
        mounted = Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder);
        using var df = Process.Start(
            new ProcessStartInfo("df", ["--output=avail", "-B1", folder]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var said = long.Parse(df.StandardOutput.ReadToEnd().Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        df.WaitForExit();

        // Others write on a disk that is not our own.
        Assert.InRange(DiskSpace.FreeIn(folder), said - (mounted ? 0 : 4096 * Megabyte), said + (mounted ? 0 : 4096 * Megabyte));
        if (mounted)
            Assert.Contains("has 8 MB left", new DiskSpace().Against(folder));
    }

    private void Fill()
    {
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "full"), new byte[Megabyte]);
        }
        catch (IOException)
        {
            // Now it is.
        }
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
