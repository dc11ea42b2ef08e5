using System.Net;

namespace CareCoord.Web.Shell;

/// <summary>
/// The address by which people reach the portal, and so whether its cookies are <c>Secure</c>. Plain HTTP is for loopback
/// only; behind a proxy that ends TLS, <c>CareCoord:PublicOrigin</c> says the public address.
/// </summary>
public sealed record PortalOrigin(Uri Address, bool BehindProxy)
{
    public const string Default = "http://127.0.0.1:5080";

    public bool IsHttps => Address.Scheme == Uri.UriSchemeHttps;

    /// <summary>The names by which it may be asked for: its public one, and this machine's own for health checks.</summary>
    public string AllowedHosts => string.Join(';', new[] { Address.Host, "127.0.0.1", "localhost", "[::1]" }.Distinct());

    /// <summary>A cookie's name: <c>__Host-</c> under TLS; with the port on plain loopback, where ports share their cookies.</summary>
    public string CookieName(string name) => IsHttps ? "__Host-" + name : $"{name}-{Address.Port}";

    /// <summary>Reads the origin from the settings; throws where the portal would serve plain HTTP to other machines.</summary>
    public static PortalOrigin From(IConfiguration settings)
    {
        var bound = (settings["URLS"] ?? Default)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => new Uri(url.Replace("://*", "://0.0.0.0").Replace("://+", "://0.0.0.0")))
            .ToList();
        if (settings["CareCoord:PublicOrigin"] is { Length: > 0 } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || (address.Scheme != "https" && !IsLoopback(address)))
                throw new InvalidOperationException("CareCoord:PublicOrigin must be an https address, or a plain one on loopback.");
            if (address.Scheme == "http" && !bound.All(IsLoopback) && settings["DOTNET_RUNNING_IN_CONTAINER"] != "true")
                throw new InvalidOperationException(
                    "With a plain CareCoord:PublicOrigin on loopback, bind to loopback too: others could reach this portal over plain HTTP."
                );
            return new(address, BehindProxy: true);
        }

        if (bound.FirstOrDefault(a => a.Scheme == "http" && !IsLoopback(a)) is { } open)
            throw new InvalidOperationException(
                $"{open} would serve health records over plain HTTP to other machines. Bind to loopback or https, or set CareCoord:PublicOrigin to the https address of the proxy before it."
            );
        if (bound[0].Host is "0.0.0.0" or "[::]")
            throw new InvalidOperationException("Say by CareCoord:PublicOrigin under which https address people reach this portal.");
        return new(bound[0], BehindProxy: false);
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}

internal static class Settings
{
    /// <summary>A setting without which the portal cannot run.</summary>
    public static string Required(this IConfiguration settings, string name) =>
        settings[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The setting {name} is missing. Start the portal by ./run.sh, or set it.");
}
