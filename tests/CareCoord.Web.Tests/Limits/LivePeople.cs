using System.Net.WebSockets;
using CareCoord.Bench.LiveParts;
using CareCoord.Testing.LiveParts;

namespace CareCoord.Web.Tests.Limits;

/// <summary>Live pages of people at a portal of a test.</summary>
internal static class LivePeople
{
    private static readonly Uri Address = new("http://localhost/");

    /// <summary>A line of somebody. Throws where the portal gives them none.</summary>
    public static Task<WebSocket> LineAsync(this Portal portal, Visitor visitor)
    {
        var client = portal.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
            request.Headers.Origin = Address.GetLeftPart(UriPartial.Authority);
        };
        return client.ConnectAsync(new Uri(Address, "_blazor"), CancellationToken.None);
    }

    /// <summary>Their home, alive.</summary>
    public static async Task<Circuit> HomeAsync(this Portal portal, Visitor visitor) =>
        await Circuit.OpenAsync(await portal.LineAsync(visitor), Address, LivePage.Read("/", await visitor.ReadAsync("/")));
}
