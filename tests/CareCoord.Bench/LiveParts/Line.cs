using System.Net.WebSockets;

namespace CareCoord.Bench.LiveParts;

/// <summary>The line on which the live parts of an open page speak with the portal.</summary>
internal static class Line
{
    /// <summary>One of somebody who is signed in.</summary>
    public static async Task<WebSocket> OpenAsync(Uri portal, Person person)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            socket.Options.SetRequestHeader("Cookie", person.Cookies);
            socket.Options.SetRequestHeader("Origin", portal.GetLeftPart(UriPartial.Authority));
            await socket.ConnectAsync(
                new UriBuilder(new Uri(portal, "/_blazor")) { Scheme = portal.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri,
                CancellationToken.None
            );
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
