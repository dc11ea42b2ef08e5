using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// The keys that wrap the keys of files, and of what else the portal keeps secret. They stand in a file outside the database, a line each:
/// an id, a space, 64 hexadecimal digits. The last one wraps what is new; the others stay for as long as something is wrapped by them.
/// </summary>
public sealed partial class MasterKeys
{
    private const int Nonce = 12;
    private readonly Dictionary<string, byte[]> keys;

    private MasterKeys(Dictionary<string, byte[]> keys, string current) => (this.keys, Current) = (keys, current);

    /// <summary>The id of the key that wraps what is new.</summary>
    public string Current { get; }

    /// <summary>
    /// Reads the file; throws <see cref="SettingsRefused"/> where it is missing, not well formed, or may be read by others.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">The setting that names it, which a refusal then begins with.</param>
    public static MasterKeys Read(string path, string? setting = null)
    {
        try
        {
            return Of(KeyLines.Read(path, "of the documents", "carecoord document-key"));
        }
        catch (SettingsRefused refused) when (setting is not null)
        {
            throw new SettingsRefused($"{setting}: {refused.Message}");
        }
    }

    /// <summary>The keys of these lines.</summary>
    public static MasterKeys Of(IEnumerable<string> lines)
    {
        var keys = new Dictionary<string, byte[]>();
        var current = "";
        foreach (var line in lines.Where(line => line.Trim().Length > 0))
        {
            // What stands there is secret: the message does not repeat it.
            if (
                Line().Match(line.Trim()) is not { Success: true } match
                || !keys.TryAdd(match.Groups[1].Value, Convert.FromHexString(match.Groups[2].Value))
            )
                throw new SettingsRefused(
                    $"Line {keys.Count + 1} of the documents' key file is no key, or its id stands there twice: a line is an id, "
                        + "a space and 64 hexadecimal digits."
                );
            current = match.Groups[1].Value;
        }

        return keys.Count > 0 ? new(keys, current) : throw new SettingsRefused("The documents' key file holds no key.");
    }

    /// <summary>A line with a new key.</summary>
    public static string NewLine(DateTimeOffset now) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"k{now.UtcDateTime:yyyyMMdd-HHmmss} {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SealedChunks.KeyLength))}"
        );

    /// <summary>Wraps a file's key by the current master key, for this file alone.</summary>
    internal byte[] Wrap(byte[] key, Guid file)
    {
        var wrapped = new byte[Nonce + key.Length + SealedChunks.Tag];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, Nonce));
        using var cipher = new AesGcm(keys[Current], SealedChunks.Tag);
        cipher.Encrypt(
            wrapped.AsSpan(0, Nonce),
            key,
            wrapped.AsSpan(Nonce, key.Length),
            wrapped.AsSpan(Nonce + key.Length),
            Vouched(Current, file)
        );
        return wrapped;
    }

    /// <summary>
    /// Unwraps a file's key. Throws <see cref="FileDamaged"/> where it is not this file's, and where its master key is gone.
    /// </summary>
    internal byte[] Unwrap(string keyId, byte[] wrapped, Guid file)
    {
        if (!keys.TryGetValue(keyId, out var master) || wrapped.Length != Nonce + SealedChunks.KeyLength + SealedChunks.Tag)
            throw new FileDamaged(file);
        var key = new byte[SealedChunks.KeyLength];
        using var cipher = new AesGcm(master, SealedChunks.Tag);
        try
        {
            cipher.Decrypt(
                wrapped.AsSpan(0, Nonce),
                wrapped.AsSpan(Nonce, key.Length),
                wrapped.AsSpan(Nonce + key.Length),
                key,
                Vouched(keyId, file)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new FileDamaged(file);
        }

        return key;
    }

    /// <summary>
    /// Seals a secret that is no file's key, by a key for this purpose alone that is derived from the current master key.
    /// </summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var made = new byte[Nonce + secret.Length + SealedChunks.Tag];
        RandomNumberGenerator.Fill(made.AsSpan(0, Nonce));
        using var cipher = For(purpose, keys[Current]);
        cipher.Encrypt(made.AsSpan(0, Nonce), secret, made.AsSpan(Nonce, secret.Length), made.AsSpan(Nonce + secret.Length));
        return made;
    }

    /// <summary>
    /// Unseals it by the master key of this id. Throws <see cref="CryptographicException"/> where it was not sealed so, and where that key
    /// is gone.
    /// </summary>
    public byte[] Unseal(string keyId, string purpose, ReadOnlySpan<byte> made)
    {
        if (!keys.TryGetValue(keyId, out var master))
            throw new CryptographicException("The master key that sealed it is not at hand.");
        if (made.Length < Nonce + SealedChunks.Tag)
            throw new CryptographicException("It is not what a master key has sealed.");
        var secret = new byte[made.Length - Nonce - SealedChunks.Tag];
        using var cipher = For(purpose, master);
        cipher.Decrypt(made[..Nonce], made[Nonce..^SealedChunks.Tag], made[^SealedChunks.Tag..], secret);
        return secret;
    }

    private static AesGcm For(string purpose, byte[] master) =>
        new(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, SealedChunks.KeyLength, info: Encoding.UTF8.GetBytes(purpose)),
            SealedChunks.Tag
        );

    private static byte[] Vouched(string keyId, Guid file) => [.. file.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(keyId)];

    [GeneratedRegex("^([a-z0-9-]{1,40}) ([0-9a-fA-F]{64})$")]
    private static partial Regex Line();
}
