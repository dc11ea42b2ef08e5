using CareCoord.Files;

namespace CareCoord.Ops.Serving;

/// <summary>Where the documents of a data folder are kept, as its portal keeps them.</summary>
public static class DocumentVault
{
    /// <summary>
    /// The vault, with the keys that the portal uses: those that the setting names, or those of the folder, made where there are none yet.
    /// </summary>
    public static FileVault In(string dataFolder)
    {
        var named = Environment.GetEnvironmentVariable(DocumentKeys.Setting) is { Length: > 0 } file ? file : null;
        var keys = named is null ? MasterKeys.Read(DocumentKeys.EnsureIn(dataFolder)) : MasterKeys.Read(named, DocumentKeys.Setting);
        return new FileVault(new FolderStore(Path.Combine(dataFolder, "documents")), keys, TimeProvider.System);
    }

    /// <summary>The same where there are keys already; null where the portal, it seems, keeps its documents elsewhere.</summary>
    public static FileVault? Where(string dataFolder) =>
        File.Exists(
            Environment.GetEnvironmentVariable(DocumentKeys.Setting) is { Length: > 0 } named
                ? named
                : Path.Combine(dataFolder, "document-keys")
        )
            ? In(dataFolder)
            : null;
}
