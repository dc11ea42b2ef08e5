using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CareCoord.Files;

/// <summary>
/// The form in which a file lies encrypted. It is STREAM over AES-256-GCM, in chunks of 64 KiB under the file's own key (Hoang,
/// Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). A chunk's number and whether it is the last stand in its nonce; they and the file's id
/// are its associated data. So no chunk can be cut off, left out, swapped or brought from another file.
/// </summary>
internal static class SealedChunks
{
    public const int Plain = 64 * 1024;
    public const int Tag = 16;
    public const int KeyLength = 32;

    /// <summary>Encrypts one chunk into <paramref name="cipher"/>, which takes the text and its tag.</summary>
    public static void Seal(AesGcm key, Guid file, long number, bool last, ReadOnlySpan<byte> plain, Span<byte> cipher)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> vouched = stackalloc byte[25];
        Name(file, number, last, nonce, vouched);
        key.Encrypt(nonce, plain, cipher[..plain.Length], cipher.Slice(plain.Length, Tag), vouched);
    }

    /// <summary>Decrypts one chunk. Throws <see cref="FileDamaged"/> where it is not what was written there.</summary>
    public static void Unseal(AesGcm key, Guid file, long number, bool last, ReadOnlySpan<byte> cipher, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> vouched = stackalloc byte[25];
        Name(file, number, last, nonce, vouched);
        try
        {
            key.Decrypt(nonce, cipher[..^Tag], cipher[^Tag..], plain, vouched);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new FileDamaged(file);
        }
    }

    // A key belongs to one file alone, so its nonces may simply count.
    private static void Name(Guid file, long number, bool last, Span<byte> nonce, Span<byte> vouched)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[11] = last ? (byte)1 : (byte)0;
        file.TryWriteBytes(vouched, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(vouched[16..], number);
        vouched[24] = nonce[11];
    }
}

/// <summary>A kept file is not what was uploaded: bytes of it were changed, cut off or lost.</summary>
public sealed class FileDamaged(Guid file) : Exception($"The kept file {file} is damaged.");
