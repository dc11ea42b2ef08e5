using CareCoord.Files;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>Refuses to begin on a disk that is about to be full.</summary>
public static class FreeSpace
{
    /// <summary>Megabytes for a new database with the demo network.</summary>
    public const int ForNewCluster = 400;

    /// <summary>Megabytes to start one that is there already.</summary>
    public const int ForStart = 64;

    public static void Require(string folder, int megabytes)
    {
        var existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing) ?? "/";
        }

        var free = DiskSpace.FreeIn(existing) / (1024 * 1024);
        if (free < megabytes)
        {
            throw new OpsRefused(
                $"The disk that holds {folder} has {free} MB left and CareCoord needs {megabytes} MB; "
                    + "free some space, or choose another folder with CARECOORD_DATA."
            );
        }
    }
}
