using Microsoft.AspNetCore.StaticAssets;

namespace CareCoord.Web.Shell;

/// <summary>
/// What a request asked for, in words that name nobody: its method, and its route as a pattern. It is kept as the request comes in, since
/// an error page takes the place of both.
/// </summary>
internal sealed record Asked(string Method, string Route, bool IsPage)
{
    /// <summary>The route where an address leads nowhere.</summary>
    public const string Nowhere = "nowhere";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    // Asked for by pages and machines all the time, or open for as long as a page is.
    private static readonly string[] Unseen =
    [
        "/health/",
        Notifications.NotificationEndpoints.Background + "/",
        "/_blazor",
        "/_framework/",
    ];

    public static Asked Of(HttpContext http) => http.Features.Get<Asked>() ?? Read(http);

    /// <summary>Keeps what was asked for those who come later.</summary>
    public static Task Keep(HttpContext http, RequestDelegate next)
    {
        http.Features.Set(Read(http));
        return next(http);
    }

    private static Asked Read(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? "/" + pattern.TrimStart('/') : Nowhere;
        return new(
            // Any word may be sent as a method.
            Methods.FirstOrDefault(http.Request.Method.Equals) ?? "OTHER",
            route,
            endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                && !Unseen.Any(start => route.StartsWith(start, StringComparison.Ordinal))
        );
    }
}
