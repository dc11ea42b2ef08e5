using System.Globalization;
using CareCoord.Shared;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>The folder that holds everything an installation remembers, used by one run at a time.</summary>
public static class DataFolder
{
    /// <summary>What the option says, or CARECOORD_DATA, or `.data` in the checkout.</summary>
    public static string Choose(string? option) =>
        Path.GetFullPath(
            NotEmpty(option) ?? NotEmpty(Environment.GetEnvironmentVariable("CARECOORD_DATA")) ?? Path.Combine(Checkout(), ".data")
        );

    // PostgreSQL's user passes through where we are root; nobody else lists or reads.
    private const UnixFileMode PassedThrough = OwnFiles.Folder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // PostgreSQL looks after its own.
    private static readonly string[] Ours =
    [
        "audit-heads",
        "audit-heads.jsonl",
        "audit-head-keys",
        "audit-head-keys.public",
        "cluster.json",
        "document-keys",
        "lock",
        "lock.holder",
        "logs",
        "outbox",
        "sample-accounts.json",
        "secrets.json",
        "web.pid",
    ];

    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, PassedThrough);
                File.SetUnixFileMode(folder, PassedThrough);
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
            var lone = OwnFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite);
            lone.Share = FileShare.None;
            held = new FileStream(Path.Combine(folder, "lock"), lone);
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

        OwnFiles.Write(HolderIn(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        PutRight(folder);
        return held;
    }

    // Earlier versions made some of it as the umask said.
    private static void PutRight(string folder)
    {
        foreach (var ours in Ours.Select(name => Path.Combine(folder, name)).Where(Path.Exists))
        {
            OwnFiles.PutRight(ours);
        }

        OwnFiles.PutRight(folder, PassedThrough);
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
