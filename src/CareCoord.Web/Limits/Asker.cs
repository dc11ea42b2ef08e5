using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.Limits;

/// <summary>
/// For whom a request counts: the account that its sealed cookie names, or else the address that it comes from. The database is not asked
/// for it: whether the sign-in lasts is another question.
/// </summary>
internal sealed record Asker(Guid? Account, string Key)
{
    private const string Nowhere = "nowhere";

    /// <summary>That of a request; read once.</summary>
    public static Asker Of(HttpContext http)
    {
        if (http.Features.Get<Asker>() is { } known)
            return known;
        var asker = Read(http);
        http.Features.Set(asker);
        return asker;
    }

    /// <summary>Somebody who is signed in.</summary>
    public static Asker Of(Guid account) => new(account, account.ToString("N"));

    /// <summary>An address as it is counted: of IPv6 the half that one household or clinic has.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return Nowhere;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static Asker Read(HttpContext http)
    {
        var cookies = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        var ticket = options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { Length: > 0 } cookie
            ? options.TicketDataFormat.Unprotect(cookie)
            : null;
        return
            Guid.TryParse(ticket?.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            && ticket!.Properties.ExpiresUtc > options.TimeProvider!.GetUtcNow()
            ? Of(account)
            : new(null, Of(http.Connection.RemoteIpAddress));
    }
}
