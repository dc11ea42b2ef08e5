using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using CareCoord.Testing.LiveParts;
using MessagePack;

namespace CareCoord.Bench.LiveParts;

/// <summary>The live parts of one open page, without a browser: what comes is acknowledged, and events can be raised.</summary>
internal sealed partial class Circuit(WebSocket socket) : IDisposable
{
    private const string Event = """
        {"detail":1,"screenX":10,"screenY":10,"clientX":10,"clientY":10,"offsetX":1,"offsetY":1,"pageX":10,"pageY":10,
         "movementX":0,"movementY":0,"button":0,"buttons":0,"ctrlKey":false,"shiftKey":false,"altKey":false,"metaKey":false,"type":"click"}
        """;

    private readonly SemaphoreSlim speaking = new(1);
    private readonly RenderedHandlers handlers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> calls = [];
    private readonly ConcurrentDictionary<string, int> refusals = [];
    private readonly ConcurrentDictionary<string, int> called = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long dotNet = 1;
    private long desk;
    private long call;
    private int answered;

    /// <summary>Opens the live parts of a page that somebody has read, on a line of theirs; done when all of them are there.</summary>
    public static async Task<Circuit> OpenAsync(WebSocket line, Uri portal, LivePage page)
    {
        var circuit = new Circuit(line);
        try
        {
            await circuit.StartAsync(portal, page).WaitAsync(TimeSpan.FromSeconds(60));
            return circuit;
        }
        catch
        {
            circuit.Dispose();
            throw;
        }
    }

    /// <summary>Clicks on what has a click of its own, the one at this place of the page; done when the server has handled it.</summary>
    public Task ClickAsync(int at) => CallAsync("DispatchEventAsync", dotNet, Click(at));

    /// <summary>The same, and waits for nothing.</summary>
    public Task RaiseClickAsync(int at) => RaiseAsync("DispatchEventAsync", Click(at));

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

    /// <summary>Takes up what another line had, which was lost; whether it is still there.</summary>
    public static async Task<(Circuit Again, bool IsThere)> ComeBackAsync(WebSocket line, string secret)
    {
        var circuit = new Circuit(line);
        await circuit.ShakeAsync();
        await circuit.SendAsync(BlazorMessage.Call("0", "ConnectCircuit", secret));
        await circuit.started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return (circuit, circuit.Secret == "");
    }

    /// <summary>The name by which a line that comes back asks for it.</summary>
    public string? Secret { get; private set; }

    /// <summary>How many events were answered.</summary>
    public int Answered => answered;

    /// <summary>What was said of events that were not done, and how often.</summary>
    public IReadOnlyDictionary<string, int> Refusals => refusals;

    /// <summary>The scripts of the page that were called, and how often.</summary>
    public IReadOnlyDictionary<string, int> ScriptsCalled => called;

    /// <summary>Raises an event and waits for nothing.</summary>
    public Task RaiseAsync(string method, string arguments) =>
        SendAsync(
            BlazorMessage.Call(
                null,
                "BeginInvokeDotNetFromJS",
                Interlocked.Increment(ref call).ToString(CultureInfo.InvariantCulture),
                null,
                method,
                dotNet,
                arguments
            )
        );

    /// <summary>Answers what was not asked, with these words.</summary>
    public Task AnswerAsync(string words) =>
        SendAsync(BlazorMessage.Call(null, "EndInvokeJSFromDotNet", 1_000_000L, true, $"[1000000,true,\"{words}\"]"));

    private async Task ShakeAsync()
    {
        await BlazorLine.ShakeAsync(socket);
        _ = ListenAsync();
    }

    private async Task StartAsync(Uri portal, LivePage page)
    {
        await ShakeAsync();
        await SendAsync(BlazorMessage.Call("0", "StartCircuit", portal.ToString(), new Uri(portal, page.Address).ToString(), "[]", ""));
        await started.Task;
        await SendAsync(BlazorMessage.Call(null, "UpdateRootComponents", page.Parts, page.State));
        await attached.Task;
    }

    private string Click(int at) =>
        $$"""[{"eventHandlerId":{{handlers.Of("onclick", at)}},"eventName":"click","eventFieldInfo":null},{{Event}}]""";

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
            await foreach (var message in BlazorLine.MessagesAsync(socket, CancellationToken.None))
            {
                if (Answer(message) is { } answer)
                    await SendAsync(answer);
            }

            throw new InvalidOperationException("The portal closed the line.");
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
                // 3 is an answer with a result: the circuit's secret, nothing where it could not be started; or whether it is there.
                if (reader.ReadInt32() != 3 || reader.TryReadNil())
                    throw new InvalidOperationException("The portal did not start the live parts.");
                Secret =
                    reader.NextMessagePackType == MessagePackType.String ? reader.ReadString()
                    : reader.ReadBoolean() ? ""
                    : null;
                started.TrySetResult();
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
                var isDone = reader.ReadBoolean();
                if (!isDone)
                    refusals.AddOrUpdate(reader.ReadString() ?? "", 1, (_, count) => count + 1);
                Interlocked.Increment(ref answered);
                if (calls.TryRemove(number, out var waiting) && isDone)
                    waiting.TrySetResult();
                else
                    waiting?.TrySetException(new InvalidOperationException("The portal could not handle the event."));
                return null;
            case "JS.BeginInvokeJS":
                var (asked, name, values) = (reader.ReadInt64(), reader.ReadString(), reader.ReadString());
                called.AddOrUpdate(name ?? "", 1, (_, count) => count + 1);
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
