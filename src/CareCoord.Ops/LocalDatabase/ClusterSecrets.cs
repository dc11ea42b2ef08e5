using System.Security.Cryptography;
using System.Text.Json;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>The passwords, signing key and port of one private cluster, remembered beside it for its owner only.</summary>
public sealed record ClusterSecrets
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Port { get; init; }
    public required string SuperuserPassword { get; init; }
    public required string OwnerPassword { get; init; }
    public required string AppPassword { get; init; }
    public required string BackupPassword { get; init; }
    public required string ActorKey { get; init; }

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "secrets.json");

    public static ClusterSecrets? Load(string dataFolder)
    {
        var path = PathIn(dataFolder);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ClusterSecrets>(File.ReadAllText(path), Readable) : null;
        }
        catch (JsonException)
        {
            throw new OpsRefused(
                $"{path} cannot be read: put back the file that belongs to this data folder, or move the whole folder away."
            );
        }
    }

    public static ClusterSecrets New() =>
        new()
        {
            SuperuserPassword = Random(48),
            OwnerPassword = Random(48),
            AppPassword = Random(48),
            BackupPassword = Random(48),
            ActorKey = Random(64),
        };

    public void Save(string dataFolder) => PrivateFile.WriteJson(PathIn(dataFolder), this, Readable);

    private static string Random(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}

/// <summary>Writes a file that only its owner may read, whole or not at all.</summary>
internal static class PrivateFile
{
    public static void WriteJson<T>(string path, T content, JsonSerializerOptions options)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, create))
        {
            JsonSerializer.Serialize(file, content, options);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
