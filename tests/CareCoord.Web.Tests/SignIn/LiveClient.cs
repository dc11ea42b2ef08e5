using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareCoord.Testing.LiveParts;
using MessagePack;
using Microsoft.AspNetCore.TestHost;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>The live connection of a page in the hands of somebody who does what they like: they stay where a page would leave.</summary>
internal sealed partial class LiveClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly WebSocket socket;
    private readonly SemaphoreSlim speaking = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> asked = [];
    private readonly ConcurrentQueue<(string What, string Said)> heard = [];
    private readonly TaskCompletionSource<(string Parts, string State)> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> desk = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource gone = new();
    private long number;

    private LiveClient(WebSocket socket) => this.socket = socket;

    /// <summary>Ends when the portal has cut the connection.</summary>
    public Task Cut { get; private set; } = Task.CompletedTask;

    /// <summary>What the portal has called until now, and with which words.</summary>
    public IReadOnlyCollection<(string What, string Said)> Heard => heard;

    /// <summary>Where the portal has told the page to go, once for each time.</summary>
    public IReadOnlyList<string> Led =>
        [
            .. heard
                .Where(call => call.What == "JS.BeginInvokeJS" && call.Said.Contains("navigateTo", StringComparison.Ordinal))
                .Select(c => c.Said),
        ];

    /// <summary>All that was drawn.</summary>
    public string Drawn => string.Concat(heard.Where(call => call.What == "JS.RenderBatch").Select(call => call.Said));

    /// <summary>Opens the connection with somebody's cookies, as a page of an origin would; none where it is null.</summary>
    public static async Task<LiveClient> ConnectAsync(TestServer server, Visitor visitor, string? origin = "http://localhost")
    {
        var sockets = server.CreateWebSocketClient();
        sockets.ConfigureRequest = request =>
        {
            request.Headers.Cookie = string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
            if (origin is not null)
                request.Headers.Origin = origin;
        };
        var client = new LiveClient(await sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), CancellationToken.None));
        await BlazorLine.ShakeAsync(client.socket);
        client.Cut = client.ListenAsync();
        return client;
    }

    /// <summary>Opens a page of somebody and brings its live parts to life.</summary>
    public static async Task<LiveClient> OpenAsync(TestServer server, Visitor visitor, string address)
    {
        var page = LivePage.Read(address, await visitor.ReadAsync(address));
        var client = await ConnectAsync(server, visitor);
        await client.StartAsync(page);
        await client.ShowsAsync(page);
        return client;
    }

    /// <summary>Starts a circuit; its secret, or null.</summary>
    public async Task<string?> StartAsync(LivePage page, string parts = "[]") =>
        (string?)await AskAsync("StartCircuit", "http://localhost/", "http://localhost" + page.Address, parts, "");

    /// <summary>Ends when the parts of the page are there.</summary>
    public async Task ShowsAsync(LivePage page)
    {
        await AddAsync(page);
        Assert.Same(shown.Task, await Task.WhenAny(shown.Task, Cut, Task.Delay(Patience)));
    }

    /// <summary>Adds the parts of a page to the circuit.</summary>
    public Task AddAsync(LivePage page) => SendAsync(BlazorMessage.Call(null, "UpdateRootComponents", page.Parts, page.State));

    /// <summary>Takes a circuit up again by its secret.</summary>
    public async Task<bool> ReconnectAsync(string secret) => (bool?)await AskAsync("ConnectCircuit", secret) == true;

    /// <summary>Goes on with a circuit that was paused; its new secret, or null.</summary>
    public async Task<string?> ResumeAsync(string secret, string address, string parts, string state) =>
        (string?)await AskAsync("ResumeCircuit", secret, "http://localhost/", "http://localhost" + address, parts, state);

    /// <summary>Pauses the circuit, and takes what the browser is to keep of it.</summary>
    public async Task<(string Parts, string State)> PauseAsync()
    {
        await AskAsync("PauseCircuit");
        return await kept.Task.WaitAsync(Patience);
    }

    /// <summary>Follows a link of the desk, as its script does; ends when the desk has, or the connection is cut.</summary>
    public async Task GoAsync(string address) => await await CallAsync("Go", address);

    /// <summary>Lets the desk read again because its window is looked at; ends when it has, or the connection is cut.</summary>
    public async Task LookAsync() => await await CallAsync("Look");

    /// <summary>Follows a link, and waits for nothing.</summary>
    public Task ShoutAsync(string address) => CallAsync("Go", address);

    public void Dispose()
    {
        gone.Cancel();
        socket.Abort();
        socket.Dispose();
    }

    // The inner task ends with the answer.
    private async Task<Task> CallAsync(string method, params object[] values)
    {
        var of = await desk.Task.WaitAsync(Patience);
        var name = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        var answer = asked[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(BlazorMessage.Call(null, "BeginInvokeDotNetFromJS", name, null, method, of, JsonSerializer.Serialize(values)));
        return Task.WhenAny(answer.Task, Cut).WaitAsync(Patience);
    }

    private async Task<object?> AskAsync(string target, params object?[] values)
    {
        var name = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        var answer = asked[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(BlazorMessage.Call(name, target, values));
        return await Task.WhenAny(answer.Task, Cut).WaitAsync(Patience) == answer.Task ? await answer.Task : null;
    }

    private async Task SendAsync(byte[] message)
    {
        await speaking.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        catch (Exception ended) when (ended is IOException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
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
            await foreach (var message in BlazorLine.MessagesAsync(socket, gone.Token))
            {
                if (Answer(message) is { } answer)
                    await SendAsync(answer);
            }
        }
        catch (Exception ended) when (ended is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private byte[]? Answer(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        var kind = reader.ReadInt32();
        if (kind == BlazorMessage.Completion)
            Complete(ref reader);
        if (kind != BlazorMessage.Invocation)
            return null;
        reader.Skip();
        var name = reader.ReadString();
        var target = reader.ReadString()!;
        reader.ReadArrayHeader();
        return Called(name, target, ref reader);
    }

    private void Complete(ref MessagePackReader reader)
    {
        reader.Skip();
        var name = reader.ReadString()!;
        object? result = null;
        if (reader.ReadInt32() == BlazorMessage.HasResult)
            result = reader.NextMessagePackType switch
            {
                MessagePackType.String => reader.ReadString(),
                MessagePackType.Boolean => reader.ReadBoolean(),
                _ => null,
            };
        if (asked.TryRemove(name, out var waiting))
            waiting.TrySetResult(result);
    }

    private byte[]? Called(string? name, string target, ref MessagePackReader reader)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                var batch = reader.ReadInt64();
                heard.Enqueue((target, Encoding.UTF8.GetString(reader.ReadBytes()!.Value.ToArray())));
                return BlazorMessage.Call(null, "OnRenderCompleted", batch, null);
            case "JS.EndInvokeDotNet":
                if (asked.TryRemove(reader.ReadString()!, out var waiting))
                    waiting.TrySetResult(null);
                return null;
            case "JS.EndUpdateRootComponents":
                shown.TrySetResult();
                return null;
            case "JS.SavePersistedState":
                reader.Skip();
                kept.TrySetResult((reader.ReadString()!, reader.ReadString()!));
                return name is null ? null : BlazorMessage.Yes(name);
            case "JS.BeginInvokeJS":
                var (call, function, values) = (reader.ReadInt64(), reader.ReadString()!, reader.ReadString() ?? "");
                heard.Enqueue((target, $"{function} {values}"));
                if (function == "start" && DotNetObject().Match(values) is { Success: true } begun)
                    desk.TrySetResult(long.Parse(begun.Groups[1].Value, CultureInfo.InvariantCulture));
                // A script that is asked for is there; all else answers nothing.
                var result = function == "import" ? "{\"__jsObjectId\":1}" : "null";
                return call == 0 ? null : BlazorMessage.Call(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
            default:
                heard.Enqueue((target, target == "JS.Error" ? reader.ReadString() ?? "" : ""));
                return null;
        }
    }

    [GeneratedRegex("\"__dotNetObject\":(\\d+)")]
    private static partial Regex DotNetObject();
}
