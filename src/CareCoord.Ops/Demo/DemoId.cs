using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Ids that come from a name, so that every load of the demo gives the same person the same id. They have the shape of
/// UUIDv7, ordered by a number instead of the time.
/// </summary>
internal static class DemoId
{
    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static Guid Of(string name, int order = 0)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("carecoord demo " + name), hash);
        var id = hash[..16];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Start + order);
        time[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0f) | 0x70);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>Dice that fall the same way for the same name on every load.</summary>
    public static Random Dice(string name) =>
        new(BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("carecoord dice " + name))));

    /// <summary>The id of the number-th row that belongs to somebody.</summary>
    public static Guid Within(Guid owner, int number)
    {
        Span<byte> id = stackalloc byte[16];
        owner.TryWriteBytes(id, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(id[12..], number);
        return new Guid(id, bigEndian: true);
    }
}
