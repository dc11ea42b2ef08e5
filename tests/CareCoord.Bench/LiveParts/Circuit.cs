using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using CareCoord.Testing.LiveParts;
using MessagePack;

namespace CareCoord.Bench.LiveParts;

/// <summary>The live parts of one open page, without a browser: what comes is acknowledged, and events can be raised.</summary>
internal sealed partial class Circuit : IDisposable
{
    private const string Event = """
        {"detail":1,"screenX":10,"screenY":10,"clientX":10,"clientY":10,"offsetX":1,"offsetY":1,"pageX":10,"pageY":10,
         "movementX":0,"movementY":0,"button":0,"buttons":0,"ctrlKey":false,"shiftKey":false,"altKey":false,"metaKey":false,"type":"click"}
        """;

    private static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim speaking = new(1);
    private readonly RenderedHandlers handlers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> calls = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long dotNet = 1;
    private long desk;
    private long call;

    private Circuit() { }

    /// <summary>Opens the live parts of a page that somebody has read; done when all of them are there.</summary>
    public static async Task<Circuit> OpenAsync(Uri portal, Person person, LivePage page)
    {
        var circuit = new Circuit();
        try
        {
            await circuit.StartAsync(portal, person, page).WaitAsync(TimeSpan.FromSeconds(60));
            return circuit;
        }
        catch
        {
            circuit.Dispose();
            throw;
        }
    }

    /// <summary>Clicks on what has a click of its own, the one at this place of the page; done when the server has handled it.</summary>
    public Task ClickAsync(int at) =>
        CallAsync(
            "DispatchEventAsync",
            dotNet,
            $$"""[{"eventHandlerId":{{handlers.Of("onclick", at)}},"eventName":"click","eventFieldInfo":null},{{Event}}]"""
        );

    /// <summary>Lets the page's desk go to an address, as its script does when a link of it is followed; done when it has.</summary>
    public Task GoAsync(string address) => CallAsync("Go", desk, $"""["{address}"]""");

    /// <summary>Why the portal let it go; null while it is open.</summary>
    public Exception? Ended { get; private set; }

    public async Task PingAsync()
    {
        if (Ended is null)
            await SendAsync(BlazorMessage.Ping);
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    private async Task StartAsync(Uri portal, Person person, LivePage page)
    {
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        socket.Options.SetRequestHeader("Cookie", person.Cookies);
        socket.Options.SetRequestHeader("Origin", portal.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(
            new UriBuilder(new Uri(portal, "/_blazor")) { Scheme = portal.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri,
            CancellationToken.None
        );
        await socket.SendAsync(Handshake, WebSocketMessageType.Binary, true, CancellationToken.None);
        _ = ListenAsync();
        await SendAsync(BlazorMessage.Call("0", "StartCircuit", portal.ToString(), new Uri(portal, page.Address).ToString(), "[]", ""));
        await started.Task;
        await SendAsync(BlazorMessage.Call(null, "UpdateRootComponents", page.Parts, page.State));
        await attached.Task;
    }

    private async Task CallAsync(string method, long of, string arguments)
    {
        var number = Interlocked.Increment(ref call).ToString(CultureInfo.InvariantCulture);
        var done = calls[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(BlazorMessage.Call(null, "BeginInvokeDotNetFromJS", number, null, method, of, arguments));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task SendAsync(byte[] message)
    {
        await speaking.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        finally
        {
            speaking.Release();
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            var (buffer, have, shaken) = (new byte[4096], 0, false);
            while (true)
            {
                if (have == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                var read = await socket.ReceiveAsync(buffer.AsMemory(have), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException("The portal closed the line.");
                have += read.Count;
                var at = 0;
                if (!shaken)
                {
                    at = Array.IndexOf(buffer, (byte)0x1E, 0, have) + 1;
                    if (at == 0)
                        continue;
                    shaken = true;
                }

                while (BlazorMessage.Whole(buffer.AsSpan(at, have - at)) is var (length, prefix))
                {
                    if (Answer(buffer.AsMemory(at + prefix, length)) is { } answer)
                        await SendAsync(answer);
                    at += prefix + length;
                }

                Buffer.BlockCopy(buffer, at, buffer, 0, have - at);
                have -= at;
            }
        }
        catch (Exception ended)
        {
            Ended = ended;
            started.TrySetException(ended);
            attached.TrySetException(ended);
            foreach (var waiting in calls.Values)
                waiting.TrySetException(ended);
        }
    }

    // What a message is answered with; null for nothing.
    private byte[]? Answer(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        switch (reader.ReadInt32())
        {
            case BlazorMessage.Completion:
                reader.Skip();
                reader.Skip();
                // 3 is an answer with a result: the circuit's secret, which is nothing where it could not be started.
                if (reader.ReadInt32() == 3 && !reader.TryReadNil())
                    started.TrySetResult();
                else
                    throw new InvalidOperationException("The portal did not start the live parts.");
                return null;
            case BlazorMessage.Close:
                throw new InvalidOperationException("The portal ended the live parts.");
            case BlazorMessage.Invocation:
                reader.Skip();
                reader.Skip();
                var target = reader.ReadString();
                reader.ReadArrayHeader();
                return Called(target, ref reader);
            default:
                return null;
        }
    }

    private byte[]? Called(string? target, ref MessagePackReader reader)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                var batch = reader.ReadInt64();
                handlers.Read(reader.ReadBytes()!.Value.ToArray());
                return BlazorMessage.Call(null, "OnRenderCompleted", batch, null);
            case "JS.EndUpdateRootComponents":
                attached.TrySetResult();
                return null;
            case "JS.EndInvokeDotNet":
                var number = reader.ReadString()!;
                if (calls.TryRemove(number, out var waiting))
                {
                    if (reader.ReadBoolean())
                        waiting.TrySetResult();
                    else
                        waiting.TrySetException(new InvalidOperationException("The portal could not handle the event."));
                }

                return null;
            case "JS.BeginInvokeJS":
                var (asked, name, values) = (reader.ReadInt64(), reader.ReadString(), reader.ReadString());
                if (name == "Blazor._internal.attachWebRendererInterop" && DotNetObject().Match(values ?? "") is { Success: true } named)
                    dotNet = long.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture);
                if (name == "start" && DotNetObject().Match(values ?? "") is { Success: true } begun)
                    desk = long.Parse(begun.Groups[1].Value, CultureInfo.InvariantCulture);
                // A script that is asked for is there; all else answers nothing.
                var result = name == "import" ? "{\"__jsObjectId\":1}" : "null";
                return asked == 0 ? null : BlazorMessage.Call(null, "EndInvokeJSFromDotNet", asked, true, $"[{asked},true,{result}]");
            case "JS.Error":
                throw new InvalidOperationException("A live part has failed.");
            default:
                return null;
        }
    }

    [GeneratedRegex("\"__dotNetObject\":(\\d+)")]
    private static partial Regex DotNetObject();
}
