using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CareCoord.Shared;

namespace CareCoord.Audit;

/// <summary>
/// The keys that sign the heads of the audit (ECDSA on P-256). The portal has them in a file outside the database, a line each: an id, a
/// space, the key. The last one signs. Whoever verifies needs the public ones alone.
/// </summary>
public sealed partial class AuditHeadKeys
{
    /// <summary>What the name of the file of public keys has more than that of the keys.</summary>
    public const string PublicEnding = ".public";

    private const string Of = "of the audit's heads";
    private const string Makes = "carecoord audit-key";
    private readonly Dictionary<string, ECDsa> keys;

    private AuditHeadKeys(Dictionary<string, ECDsa> keys, string current) => (this.keys, Current) = (keys, current);

    /// <summary>The id of the key that signs what is new.</summary>
    public string Current { get; }

    /// <summary>
    /// Reads the file of keys that sign. Throws <see cref="SettingsRefused"/> where it is missing, holds none, or may be read by others.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">The setting that names it, which a refusal then begins with.</param>
    public static AuditHeadKeys Read(string path, string? setting = null)
    {
        try
        {
            return OfLines(path, KeyLines.Read(path, Of, Makes), (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _));
        }
        catch (SettingsRefused refused) when (setting is not null)
        {
            throw new SettingsRefused($"{setting}: {refused.Message}");
        }
    }

    /// <summary>Reads a file of public keys. Throws <see cref="SettingsRefused"/> where it is missing or holds none.</summary>
    public static AuditHeadKeys ReadPublic(string path) =>
        File.Exists(path)
            ? OfLines(path, File.ReadAllLines(path), (key, bytes) => key.ImportSubjectPublicKeyInfo(bytes, out _))
            : throw new SettingsRefused($"The file {path} of public keys {Of} is missing: put your copy back, or name it by --public-key.");

    /// <summary>Makes a key: its line in the file of keys, and that in the file of public keys.</summary>
    public static (string Secret, string Public) New(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"h{now.UtcDateTime:yyyyMMdd-HHmmssfff}");
        return (
            $"{id} {Convert.ToBase64String(key.ExportPkcs8PrivateKey())}",
            $"{id} {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}"
        );
    }

    /// <summary>The lines of the public keys of these.</summary>
    public IEnumerable<string> PublicLines() =>
        keys.Select(key => $"{key.Key} {Convert.ToBase64String(key.Value.ExportSubjectPublicKeyInfo())}");

    /// <summary>Whether there is a key of this id.</summary>
    public bool Knows(string id) => keys.ContainsKey(id);

    /// <summary>Signs by the current key.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text) => keys[Current].SignData(text, HashAlgorithmName.SHA256);

    /// <summary>Whether the key of this id has signed it.</summary>
    public bool HasSigned(string id, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        keys.TryGetValue(id, out var key) && key.VerifyData(text, signature, HashAlgorithmName.SHA256);

    private static AuditHeadKeys OfLines(string path, IEnumerable<string> lines, Action<ECDsa, byte[]> import)
    {
        var keys = new Dictionary<string, ECDsa>();
        var current = "";
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var key = ECDsa.Create();
            try
            {
                var match = Line().Match(line);
                import(key, Convert.FromBase64String(match.Groups[2].Value));
                keys.Add(current = match.Groups[1].Value, key);
            }
            catch (Exception fault) when (fault is FormatException or CryptographicException or ArgumentException)
            {
                // What stands there may be secret: the message does not repeat it.
                throw new SettingsRefused(
                    $"Line {keys.Count + 1} of the key file {path} {Of} is no key, or its id stands there twice: a line is an id, a space "
                        + "and the key."
                );
            }
        }

        return keys.Count > 0 ? new(keys, current) : throw new SettingsRefused($"The key file {path} {Of} holds no key.");
    }

    [GeneratedRegex("^([a-z0-9-]{1,40}) ([A-Za-z0-9+/=]+)$")]
    private static partial Regex Line();
}
