using System.Globalization;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>The folder that holds everything an installation remembers, used by one run at a time.</summary>
public static class DataFolder
{
    /// <summary>What the option says, or CARECOORD_DATA, or `.data` in the checkout.</summary>
    public static string Choose(string? option) =>
        Path.GetFullPath(
            NotEmpty(option) ?? NotEmpty(Environment.GetEnvironmentVariable("CARECOORD_DATA")) ?? Path.Combine(Checkout(), ".data")
        );

    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                // PostgreSQL's user passes through where we are root; nobody else lists or reads.
                File.SetUnixFileMode(
                    folder,
                    UnixFileMode.UserRead
                        | UnixFileMode.UserWrite
                        | UnixFileMode.UserExecute
                        | UnixFileMode.GroupExecute
                        | UnixFileMode.OtherExecute
                );
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new OpsRefused(PostgresComplaint.Sentence($"The data folder {folder} could not be made", Plainly(problem), folder));
        }
    }

    /// <summary>Holds the folder until disposed; the system lets go of it for us when we are killed.</summary>
    public static IDisposable Hold(string folder) => TryHold(folder) ?? throw new OpsRefused(InUse(folder));

    public static IDisposable? TryHold(string folder)
    {
        Make(folder);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new OpsRefused($"The data folder {folder} may not be written to by this user; choose another with CARECOORD_DATA.");
        }
        catch (IOException problem) when (problem.Message.Contains("being used by another process", StringComparison.Ordinal))
        {
            return null;
        }
        catch (IOException problem)
        {
            throw new OpsRefused(PostgresComplaint.Sentence($"The data folder {folder} cannot be used", Plainly(problem), folder));
        }

        File.WriteAllText(HolderIn(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return held;
    }

    /// <summary>
    /// Removes the keys of cookies and forms that earlier versions kept here unencrypted; they stand in the database now.
    /// </summary>
    public static void DropKeysInClear(string folder)
    {
        var keys = Path.Combine(folder, "keys");
        if (Directory.Exists(keys))
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    private static string InUse(string folder)
    {
        var holder = File.Exists(HolderIn(folder)) ? $" (process {File.ReadAllText(HolderIn(folder))})" : "";
        return $"The data folder {folder} is in use by another carecoord{holder}: stop that one, "
            + "or choose another folder with CARECOORD_DATA.";
    }

    private static string HolderIn(string folder) => Path.Combine(folder, "lock.holder");

    private static string Plainly(Exception problem) => problem is UnauthorizedAccessException ? "Permission denied" : problem.Message;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The checkout that this command was built in; the current folder where there is none.</summary>
    public static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CareCoord.sln")))
            {
                return folder.FullName;
            }
        }

        return Environment.CurrentDirectory;
    }
}
