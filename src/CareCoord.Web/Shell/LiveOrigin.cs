using CareCoord.Web.Notifications;
using Microsoft.Extensions.Primitives;

namespace CareCoord.Web.Shell;

/// <summary>
/// Lets the live connection, and what open pages ask for by themselves, be asked for by pages of this portal only. A page of another port
/// of this machine has the portal's cookies too; where it comes from is said by its browser.
/// </summary>
internal sealed class LiveOrigin(PortalOrigin portal, ILogger<LiveOrigin> log)
{
    private const string Live = "/_blazor";

    // A page that is left tells its circuit so; since our pages send no referrer, it does not say from where.
    private const string Farewell = Live + "/disconnect";

    public Task OnlyOwnAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (
            !(path.StartsWithSegments(Live) || path.StartsWithSegments(NotificationEndpoints.Background))
            || Fault(http.Request) is not { } fault
        )
            return next(http);
        var asked = Asked.Of(http);
        log.LogWarning("{Method} {Route} was refused: it came {Fault}", asked.Method, asked.Route, fault);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private string? Fault(HttpRequest request)
    {
        // What is only read needs no origin: browsers leave it out there. A socket is opened by a reading, too, and has one.
        var reads = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0;
        StringValues from = request.Headers.Origin;
        StringValues site = request.Headers["Sec-Fetch-Site"];
        if (!(site is [] or ["same-origin"] || (reads && site is ["none"])))
            return "from another site";
        return from switch
        {
            [] => reads ? null : "without an origin",
            [{ } one] when IsOwn(one, request) => null,
            ["null"] when site is ["same-origin"] && request.Path.Equals(Farewell, StringComparison.OrdinalIgnoreCase) => null,
            _ => "from another origin",
        };
    }

    // By its public address, or by one of this machine's own: host filtering lets no other name pass.
    private bool IsOwn(string from, HttpRequest request) =>
        string.Equals(from, portal.Address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        || string.Equals(from, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
