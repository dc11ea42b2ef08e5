using CareCoord.Access;
using CareCoord.Web.Shell;

namespace CareCoord.Web.WalletCards;

/// <summary>Remembers, in a cookie of the browser, which visit by a wallet card goes on.</summary>
public sealed class WalletCardCookie(IHttpContextAccessor http, PortalOrigin origin)
{
    /// <summary>Whoever visits by a card, from where the request came.</summary>
    public Actor Actor => Actor.Card with { From = new(null, SignInWay.Card, http.HttpContext!.Connection.RemoteIpAddress) };

    /// <summary>The visit, or null.</summary>
    public string? Visit => http.HttpContext!.Request.Cookies[Name];

    private string Name => origin.CookieName("carecoord-card");

    /// <summary>A visit begins; the cookie goes with the browser, and the visit ends by itself.</summary>
    public void Begin(string visit) =>
        http.HttpContext!.Response.Cookies.Append(
            Name,
            visit,
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = origin.IsHttps,
                Path = "/",
                IsEssential = true,
            }
        );
}
