using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CareCoord.Consents;

/// <summary>What the link in the mail of an invitation holds: 256 random bits. The database has its hash.</summary>
internal static class InvitationToken
{
    // Of a longer one no more is looked at: it is none of ours.
    private const int Longest = 100;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The SHA-256 by which an invitation is found, whatever was typed in the place of a token.</summary>
    public static byte[] Hash(string? token) => SHA256.HashData(Encoding.UTF8.GetBytes(token is { Length: <= Longest } ? token : ""));
}
