using System.Net;
using System.Net.Sockets;

namespace CareCoord.Bench;

/// <summary>
/// A wire between a portal and its database on which round trips are counted: each time the portal speaks after the database has answered.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private int trips;

    public Wire(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The round trips until now, on all connections.</summary>
    public int Trips => Volatile.Read(ref trips);

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = JoinAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException) { }
    }

    private async Task JoinAsync(TcpClient portal)
    {
        using var database = new TcpClient { NoDelay = true };
        using (portal)
        {
            portal.NoDelay = true;
            await database.ConnectAsync(IPAddress.Loopback, target);
            var answered = true;
            await Task.WhenAny(
                PumpAsync(
                    portal,
                    database,
                    () =>
                    {
                        if (answered)
                            Interlocked.Increment(ref trips);
                        answered = false;
                    }
                ),
                PumpAsync(database, portal, () => answered = true)
            );
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Action passed)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                passed();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException) { }
    }
}
