using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace CareCoord.Web.Limits;

/// <summary>Closes what one address opens beyond so many connections. Behind a proxy all come from the proxy, who counts.</summary>
internal sealed class AddressConnections(Allowance allowed)
{
    private readonly ConcurrentDictionary<string, int> open = [];

    public ConnectionDelegate Around(ConnectionDelegate next) =>
        async connection =>
        {
            var from = Asker.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
            try
            {
                if (open.AddOrUpdate(from, 1, (_, count) => count + 1) <= allowed.MostConnectionsOfAddress)
                    await next(connection);
                else
                    connection.Abort(new("Too many connections come from this address."));
            }
            finally
            {
                if (open.AddOrUpdate(from, 0, (_, count) => count - 1) <= 0)
                    open.TryRemove(KeyValuePair.Create(from, 0));
            }
        };
}
