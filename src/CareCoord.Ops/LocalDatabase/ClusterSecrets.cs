using System.Security.Cryptography;
using System.Text.Json;
using CareCoord.Shared;

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

    public void Save(string dataFolder) => OwnFiles.Write(PathIn(dataFolder), JsonSerializer.Serialize(this, Readable));

    private static string Random(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
