using CareCoord.Files;
using CareCoord.Shared;

namespace CareCoord.Ops.Serving;

/// <summary>The file of the keys that wrap the keys of documents: outside the database, for its owner only.</summary>
public static class DocumentKeys
{
    /// <summary>The setting that names the file.</summary>
    public const string Setting = "CareCoord__DocumentKeyFile";

    /// <summary>The file in a data folder; made with one key where there is none and no document was ever kept there.</summary>
    public static string EnsureIn(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "document-keys");
        if (File.Exists(path))
        {
            return path;
        }

        if (
            Directory.Exists(Path.Combine(dataFolder, "documents", "kept"))
            && Directory.EnumerateFileSystemEntries(Path.Combine(dataFolder, "documents", "kept")).Any()
        )
        {
            throw new OpsRefused(
                $"The key file {path} is missing, and the documents beside it cannot be read without it: "
                    + "put it back from where you keep a copy."
            );
        }

        Add(path);
        return path;
    }

    /// <summary>
    /// Adds a new key, which wraps what is kept from then on; the keys before it stay. The whole file is replaced at once.
    /// </summary>
    public static void Add(string path)
    {
        var before = File.Exists(path) ? File.ReadAllText(path).TrimEnd() + Environment.NewLine : "";
        OwnFiles.Write(path, before + MasterKeys.NewLine(TimeProvider.System.GetUtcNow()) + Environment.NewLine);
    }
}
