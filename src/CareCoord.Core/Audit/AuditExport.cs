using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareCoord.Audit;

/// <summary>
/// The heads of the audit at some moment, as a signed line of a file. It holds the hash of the line before it, so that one that is removed
/// is seen. A lane that is not among its heads is as it was before.
/// </summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Previous">The SHA-256 of the line before it in hex; empty for the first.</param>
public sealed record AuditExport(long Number, DateTimeOffset At, string Previous, IReadOnlyList<AuditHead> Heads)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    /// <summary>The id of the key that is said to have signed it.</summary>
    [JsonIgnore]
    public string Key { get; private init; } = "";

    private byte[] Signed { get; init; } = [];

    private byte[] Signature { get; init; } = [];

    /// <summary>As its line, signed: what it says as JSON, the id of the key, the signature.</summary>
    public string Sign(AuditHeadKeys keys)
    {
        var said = $"{JsonSerializer.Serialize(this, Plain)} {keys.Current}";
        return $"{said} {Convert.ToBase64String(keys.Sign(Encoding.UTF8.GetBytes(said)))}";
    }

    /// <summary>Whether the key that it names has signed it.</summary>
    public bool IsSigned(AuditHeadKeys keys) => keys.HasSigned(Key, Signed, Signature);

    /// <summary>Reads a line; null where it is none, as one that was torn while it was written.</summary>
    public static AuditExport? Of(string line)
    {
        if (line.Split(' ') is not [var said, var key, var signature])
            return null;
        try
        {
            return JsonSerializer.Deserialize<AuditExport>(said, Plain) is { Heads: not null, Previous: not null } export
                ? export with
                {
                    Key = key,
                    Signed = Encoding.UTF8.GetBytes($"{said} {key}"),
                    Signature = Convert.FromBase64String(signature),
                }
                : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What the next line has as the hash of this one.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
