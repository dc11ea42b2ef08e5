using System.Security.Cryptography;
using System.Text;
using CareCoord.Files;

namespace CareCoord.Notifications;

/// <summary>
/// Seals what only the reader of a mail may know, for as long as the mail waits in the database. A master key does, which the database does
/// not have. What is sealed for one invitation is worth nothing in another.
/// </summary>
public sealed class MailSecrets(MasterKeys masters)
{
    /// <summary>The id of the master key, a space, and what it made of the secret.</summary>
    public string Seal(string secret, Guid invitation) =>
        $"{masters.Current} {Convert.ToBase64String(masters.Seal(Purpose(invitation), Encoding.UTF8.GetBytes(secret)))}";

    /// <summary>Throws <see cref="CryptographicException"/> where it was not sealed so, and where that key is gone.</summary>
    public string Unseal(string made, Guid invitation)
    {
        var bytes = new byte[made.Length];
        return made.Split(' ') is [var key, var text] && Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(masters.Unseal(key, Purpose(invitation), bytes.AsSpan(0, length)))
            : throw new CryptographicException("It is not what a master key has sealed.");
    }

    private static string Purpose(Guid invitation) => $"carecoord invitation {invitation:N}";
}
