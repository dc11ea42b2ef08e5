namespace CareCoord.Shared;

/// <summary>Files and folders that nobody but their owner may read or enter, whatever the umask of the process.</summary>
public static class OwnFiles
{
    /// <summary>What their owner may do with a file.</summary>
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What their owner may do with a folder.</summary>
    public const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    /// <summary>How a new file is made: for its owner alone; fails where there is one.</summary>
    public static FileStreamOptions New(FileAccess access = FileAccess.Write) => Options(FileMode.CreateNew, access);

    /// <summary>How a file is opened, and made for its owner alone where there is none.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File;
        return options;
    }

    /// <summary>Writes a text as a file, whole or not at all; what was there is replaced.</summary>
    public static void Write(string path, string text)
    {
        var begun = $"{path}.{Guid.CreateVersion7():N}.begun";
        try
        {
            using (var file = new FileStream(begun, New()))
            {
                using var writer = new StreamWriter(file, leaveOpen: true);
                writer.Write(text);
                writer.Flush();
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(begun, path, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(begun);
        }
    }

    /// <summary>Makes a folder for its owner alone, or takes it away from everybody else where it is there.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, Folder);
        PutRight(path, Folder);
    }

    /// <summary>Takes a file or folder, and all that is in it, away from everybody but its owner. Links are not followed.</summary>
    public static void PutRight(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!Directory.Exists(path))
        {
            PutRight(path, File);
            return;
        }

        PutRight(path, Folder);
        foreach (var inner in Directory.EnumerateFileSystemEntries(path))
        {
            if (System.IO.File.GetAttributes(inner).HasFlag(FileAttributes.ReparsePoint))
                continue;
            PutRight(inner);
        }
    }

    /// <summary>Leaves nobody more than this. What belongs to somebody else is theirs to put right, and it may be gone by now.</summary>
    public static void PutRight(string path, UnixFileMode most)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            var mode = System.IO.File.GetUnixFileMode(path);
            if ((mode & ~most) != 0)
                System.IO.File.SetUnixFileMode(path, mode & most);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            // As said above.
        }
    }
}
