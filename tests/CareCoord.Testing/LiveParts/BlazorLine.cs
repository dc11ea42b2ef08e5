using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace CareCoord.Testing.LiveParts;

/// <summary>What a live connection carries, message by message.</summary>
public static class BlazorLine
{
    private const byte EndOfHandshake = 0x1E;
    private static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    /// <summary>Says in which form is spoken; nothing can be sent before.</summary>
    public static Task ShakeAsync(WebSocket socket) =>
        socket.SendAsync(Handshake, WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>The messages until the portal closes the line; each holds until the next is asked for.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> MessagesAsync(
        WebSocket socket,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var (buffer, have, shaken) = (new byte[4096], 0, false);
        while (true)
        {
            if (have == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(have), cancel);
            if (read.MessageType == WebSocketMessageType.Close)
                yield break;
            have += read.Count;
            var at = 0;
            if (!shaken)
            {
                at = Array.IndexOf(buffer, EndOfHandshake, 0, have) + 1;
                if (at == 0)
                    continue;
                shaken = true;
            }

            while (BlazorMessage.Whole(buffer.AsSpan(at, have - at)) is var (length, prefix))
            {
                yield return buffer.AsMemory(at + prefix, length);
                at += prefix + length;
            }

            Buffer.BlockCopy(buffer, at, buffer, 0, have - at);
            have -= at;
        }
    }
}
