using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CareCoord.WalletCards;

/// <summary>
/// What a card is opened by: the token in its code, and the PIN. Of neither more is kept than it takes to know them again.
/// </summary>
internal static class WalletCardSecret
{
    private const int Rounds = 210_000;
    private const int Salt = 16;

    /// <summary>A new token, as it stands in an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>A new PIN of six digits.</summary>
    public static string NewPin() => RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>What is kept of a token or a visit; null where it cannot be one.</summary>
    public static byte[]? Hash(string? token) => token is { Length: 32 or 43 } ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    /// <summary>
    /// What is kept of a PIN. It is a salt, and PBKDF2 over the token and the PIN, so that what is kept does not give it away.
    /// </summary>
    public static byte[] HashPin(string token, string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(Salt);
        return [.. salt, .. Derive(token, pin, salt)];
    }

    public static bool IsPin(string token, string pin, byte[] kept) =>
        CryptographicOperations.FixedTimeEquals(Derive(token, pin, kept[..Salt]), kept.AsSpan(Salt));

    private static byte[] Derive(string token, string pin, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(token + " " + pin), salt, Rounds, HashAlgorithmName.SHA512, 32);
}
