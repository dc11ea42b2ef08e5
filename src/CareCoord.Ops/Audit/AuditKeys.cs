using CareCoord.Audit;
using CareCoord.Shared;

namespace CareCoord.Ops.Audit;

/// <summary>
/// The file of the keys that sign the audit's heads, and the file of their public keys beside it. Whoever verifies has a copy of the
/// latter.
/// </summary>
public static class AuditKeys
{
    /// <summary>The setting that names the file.</summary>
    public const string Setting = "CareCoord__AuditHeads__KeyFile";

    /// <summary>The setting that names the folder of the heads.</summary>
    public const string FolderSetting = "CareCoord__AuditHeads__Folder";

    /// <summary>The file of a data folder, unless the setting names another.</summary>
    public static string In(string dataFolder) => Named(Setting) ?? Path.Combine(dataFolder, "audit-head-keys");

    /// <summary>The folder of the heads of a data folder, unless the setting names another.</summary>
    public static string HeadsIn(string dataFolder) => Named(FolderSetting) ?? Path.Combine(dataFolder, "audit-heads");

    /// <summary>Makes a key where there is none yet.</summary>
    public static void EnsureIn(string dataFolder)
    {
        if (!File.Exists(In(dataFolder)))
        {
            Add(In(dataFolder));
        }
    }

    /// <summary>Adds a key, which signs from the next start on. Those before it stay, for what they have signed.</summary>
    public static void Add(string path)
    {
        var (secret, shown) = AuditHeadKeys.New(TimeProvider.System.GetUtcNow());
        var others = path + AuditHeadKeys.PublicEnding;
        // The public one first: what is signed by a key can then always be verified.
        OwnFiles.Write(others, Before(others) + shown + Environment.NewLine);
        OwnFiles.Write(path, Before(path) + secret + Environment.NewLine);
    }

    private static string Before(string path) => File.Exists(path) ? File.ReadAllText(path).TrimEnd() + Environment.NewLine : "";

    private static string? Named(string setting) => Environment.GetEnvironmentVariable(setting) is { Length: > 0 } named ? named : null;
}
