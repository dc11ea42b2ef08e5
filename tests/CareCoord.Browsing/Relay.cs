using System.Net;
using System.Net.Sockets;

namespace CareCoord.Browsing;

/// <summary>A loopback wire between browser and server that a test can cut and mend.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lock gate = new();
    private readonly HashSet<TcpClient> open = [];
    private readonly Task accepting;
    private TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri target;
    private bool cut;

    public Relay(Uri target)
    {
        this.target = target;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Resets every connection and, from now on, each new one.</summary>
    public void Cut()
    {
        TcpClient[] ended;
        lock (gate)
        {
            cut = true;
            refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ended = [.. open];
            open.Clear();
        }

        Array.ForEach(ended, Reset);
    }

    /// <summary>Ends when a connection has been refused since the cut.</summary>
    public Task HasRefusedAsync() => refused.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Carries new connections again, to another server if there is one.</summary>
    public void Mend(Uri? other = null)
    {
        lock (gate)
        {
            cut = false;
            target = other ?? target;
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        var server = new TcpClient();
        try
        {
            var heading = target;
            await server.ConnectAsync(heading.Host, heading.Port);
            if (!Admit(browser, server, heading))
            {
                refused.TrySetResult();
                return;
            }

            await Task.WhenAny(
                browser.GetStream().CopyToAsync(server.GetStream()),
                server.GetStream().CopyToAsync(browser.GetStream()));
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Either end has gone, or the wire was cut: both ends are reset below.
        }
        finally
        {
            lock (gate)
            {
                open.Remove(browser);
                open.Remove(server);
            }

            Reset(browser);
            Reset(server);
        }
    }

    private bool Admit(TcpClient browser, TcpClient server, Uri heading)
    {
        lock (gate)
        {
            return !cut && heading == target && open.Add(browser) && open.Add(server);
        }
    }

    private static void Reset(TcpClient end)
    {
        try
        {
            end.Client?.Close(0);
        }
        catch (SocketException)
        {
            // It had ended already.
        }

        end.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
        listener.Dispose();
    }
}
