using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>Whether the disk of a folder takes what is to be written there.</summary>
/// <param name="free">How many bytes a folder's disk has left.</param>
public sealed class DiskSpace(Func<string, long> free)
{
    /// <summary>With fewer megabytes left a portal is not ready: uploads, mails and the log would soon find no room.</summary>
    public const int LeastMegabytes = 200;

    private const int Megabyte = 1024 * 1024;

    /// <summary>That of this machine.</summary>
    public DiskSpace()
        : this(FreeIn) { }

    /// <summary>How many bytes the disk of a folder has left for this user.</summary>
    public static long FreeIn(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>What stands against writing there, in a sentence; null where nothing does. A file is written and removed to see.</summary>
    public string? Against(string folder)
    {
        try
        {
            if (free(folder) / Megabyte is var left and < LeastMegabytes)
                return $"The disk of {folder} has {left} MB left, and {LeastMegabytes} MB are needed.";
            var probe = OwnFiles.New();
            probe.Options = FileOptions.DeleteOnClose;
            using var file = new FileStream(Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}"), probe);
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Nothing can be written in {folder} ({fault.GetType().Name}).";
        }
    }
}
