using System.Buffers;
using MessagePack;

namespace CareCoord.Testing.LiveParts;

/// <summary>
/// One call of a hub in the way that live parts of a page and their server speak: MessagePack, with its length before it.
/// </summary>
public static class BlazorMessage
{
    /// <summary>The kinds of messages, by SignalR's hub protocol.</summary>
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Close = 7;

    /// <summary>A completion that brings a result.</summary>
    public const int HasResult = 3;

    /// <summary>That the line is alive.</summary>
    public static readonly byte[] Ping = [2, 0x91, 6];

    /// <summary>A call; null for the number where no answer is awaited. Values are strings, numbers, yes or no, and nothing.</summary>
    public static byte[] Call(string? number, string target, params object?[] values)
    {
        var body = new ArrayBufferWriter<byte>(512);
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write(Invocation);
        writer.WriteMapHeader(0);
        writer.Write(number);
        writer.Write(target);
        writer.WriteArrayHeader(values.Length);
        foreach (var value in values)
            Write(ref writer, value);
        writer.WriteArrayHeader(0);
        writer.Flush();
        return Framed(body.WrittenSpan);
    }

    /// <summary>The answer yes to a call of the server.</summary>
    public static byte[] Yes(string number)
    {
        var body = new ArrayBufferWriter<byte>(64);
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(5);
        writer.Write(Completion);
        writer.WriteMapHeader(0);
        writer.Write(number);
        writer.Write(HasResult);
        writer.Write(true);
        writer.Flush();
        return Framed(body.WrittenSpan);
    }

    /// <summary>The length of the message that begins here, and how many bytes say it; null where it is not there as a whole.</summary>
    public static (int Length, int Prefix)? Whole(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        for (var at = 0; at < Math.Min(5, bytes.Length); at++)
        {
            length |= (bytes[at] & 0x7F) << (7 * at);
            if ((bytes[at] & 0x80) == 0)
                return bytes.Length - at - 1 >= length ? (length, at + 1) : null;
        }

        return null;
    }

    private static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case bool yes:
                writer.Write(yes);
                break;
            default:
                writer.Write((long)value);
                break;
        }
    }

    private static byte[] Framed(ReadOnlySpan<byte> body)
    {
        var prefix = new List<byte>(5);
        for (var rest = body.Length; ; rest >>= 7)
        {
            prefix.Add((byte)(rest > 0x7F ? (rest & 0x7F) | 0x80 : rest));
            if (rest <= 0x7F)
                break;
        }

        return [.. prefix, .. body];
    }
}
