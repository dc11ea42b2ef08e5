using System.Net;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Shell;

/// <summary>
/// The address by which people reach the portal, and so whether its cookies are <c>Secure</c>. Plain HTTP is for loopback
/// only; behind a proxy that ends TLS, <c>CareCoord:PublicOrigin</c> says the public address.
/// </summary>
public sealed record PortalOrigin(Uri Address, bool BehindProxy)
{
    public const string Default = "http://127.0.0.1:5080";
    private const string Urls = "URLS";
    private const string Public = "CareCoord:PublicOrigin";

    public bool IsHttps => Address.Scheme == Uri.UriSchemeHttps;

    /// <summary>The names by which it may be asked for: its public one, and this machine's own for health checks.</summary>
    public string AllowedHosts => string.Join(';', new[] { Address.Host, "127.0.0.1", "localhost", "[::1]" }.Distinct());

    /// <summary>A cookie's name: <c>__Host-</c> under TLS; with the port on plain loopback, where ports share their cookies.</summary>
    public string CookieName(string name) => IsHttps ? "__Host-" + name : $"{name}-{Address.Port}";

    /// <summary>Reads the origin; null where it is refused, as where the portal would serve plain HTTP to other machines.</summary>
    internal static PortalOrigin? From(SettingsReader settings)
    {
        foreach (var (key, _) in settings.Below("Kestrel:Endpoints"))
            settings.Refuse(key, "must not be set: what the portal listens on is said by ASPNETCORE_URLS.");
        var named = settings[Public];
        var bound = new List<Uri>();
        foreach (var url in (settings[Urls] ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (
                Uri.TryCreate(url.Replace("://*", "://0.0.0.0").Replace("://+", "://0.0.0.0"), UriKind.Absolute, out var one)
                // The server reads an address in its own way: of one with more than a host and a port, both need not mean the same.
                && one is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }
            )
                bound.Add(one);
            else
            {
                settings.Refuse(Urls, $"has {url}, which is not an address such as {Default}.");
                return null;
            }
        }

        if (bound.Count == 0)
        {
            settings.Refuse(Urls, $"must have an address such as {Default}.");
            return null;
        }

        if (named is not null)
            return Named(settings, named, bound);
        if (bound.FirstOrDefault(a => a.Scheme == "http" && !IsLoopback(a)) is { } open)
            settings.Refuse(
                Urls,
                $"has {open}, which would serve health records over plain HTTP to other machines: bind to loopback or https, or set "
                    + $"{SettingsReader.Name(Public)} to the https address of the proxy before it."
            );
        else if (bound[0].Host is "0.0.0.0" or "[::]")
            settings.Refuse(Public, "must say under which https address people reach this portal.");
        else
            return new(bound[0], BehindProxy: false);
        return null;
    }

    private static PortalOrigin? Named(SettingsReader settings, string given, List<Uri> bound)
    {
        if (
            !Uri.TryCreate(given, UriKind.Absolute, out var address)
            || address is not { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            || !(address.Scheme == "https" || (address.Scheme == "http" && IsLoopback(address)))
        )
            settings.Refuse(
                Public,
                "must be an https address without a path, such as https://portal.example.org, or a plain one on loopback."
            );
        else if (address.Scheme == "http" && !bound.All(IsLoopback) && settings["DOTNET_RUNNING_IN_CONTAINER"] != "true")
            settings.Refuse(
                Public,
                "is plain and on loopback, so ASPNETCORE_URLS must be on loopback too: others could reach this portal over plain HTTP."
            );
        else
            return new(address, BehindProxy: true);
        return null;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
