using System.Net;
using System.Net.Sockets;

namespace CareCoord.Browsing;

/// <summary>A loopback wire between browser and server that a test can cut and mend, and on which it can keep back what is sent.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lock gate = new();
    private readonly HashSet<TcpClient> open = [];
    private readonly Task accepting;
    private TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri target;
    private bool cut;
    private Dam up = new(long.MaxValue);
    private Dam down = new(long.MaxValue);

    public Relay(Uri target)
    {
        this.target = target;
        // What is kept back is not hidden in the buffers of the wire.
        listener.Server.ReceiveBufferSize = 32 * 1024;
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
        Release();
    }

    /// <summary>Lets so many bytes more pass to the server, and keeps back those that follow.</summary>
    public void HoldAfter(long bytes) => Exchange(ref up, new(bytes));

    /// <summary>Keeps back what the server answers from now on.</summary>
    public void HoldAnswers() => Exchange(ref down, new(0));

    /// <summary>Ends when bytes for the server are being kept back.</summary>
    public Task HasHeldAsync() => up.IsFull.WaitAsync(Chromium.Patience);

    /// <summary>Lets everything pass again, what was kept back first.</summary>
    public void Release()
    {
        Exchange(ref up, new(long.MaxValue));
        Exchange(ref down, new(long.MaxValue));
    }

    /// <summary>Ends when a connection has been refused since the cut.</summary>
    public Task HasRefusedAsync() => refused.Task.WaitAsync(Chromium.Patience);

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
                CarryAsync(browser.GetStream(), server.GetStream(), () => up),
                CarryAsync(server.GetStream(), browser.GetStream(), () => down)
            );
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

    private static async Task CarryAsync(NetworkStream from, NetworkStream to, Func<Dam> dam)
    {
        var bytes = new byte[16 * 1024];
        int count;
        while ((count = await from.ReadAsync(bytes)) > 0)
        {
            while (!dam().Lets(count))
                await dam().IsOpenAgain;
            await to.WriteAsync(bytes.AsMemory(0, count));
        }
    }

    private void Exchange(ref Dam standing, Dam other)
    {
        Dam before;
        lock (gate)
            (before, standing) = (standing, other);
        before.Open();
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

    /// <summary>Lets some bytes pass, and no more until another takes its place.</summary>
    private sealed class Dam(long bytes)
    {
        private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long left = bytes;

        public Task IsFull => full.Task;

        public Task IsOpenAgain => opened.Task;

        public bool Lets(int count)
        {
            if (Interlocked.Add(ref left, -count) >= 0)
                return true;
            full.TrySetResult();
            return false;
        }

        public void Open() => opened.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
        listener.Dispose();
    }
}
