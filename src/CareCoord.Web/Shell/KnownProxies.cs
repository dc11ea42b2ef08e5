using System.Net;
using CareCoord.Web.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace CareCoord.Web.Shell;

/// <summary>
/// The proxies whose word is taken for where a request came from: those that <c>CareCoord:KnownProxies</c> names, as addresses or networks
/// (10.0.0.7, 10.1.0.0/16) between commas. From anybody else X-Forwarded-For is ignored.
/// </summary>
internal static class KnownProxies
{
    private const string Setting = "CareCoord:KnownProxies";

    /// <summary>Those that are named; null where there are none.</summary>
    public static ForwardedHeadersOptions? From(SettingsReader settings)
    {
        var named = (settings[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0)
            return null;
        // As many proxies in a row as are named: the first that is not is where the request came from.
        var heeded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        heeded.KnownProxies.Clear();
        heeded.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            if (IPAddress.TryParse(proxy, out var address))
                heeded.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                heeded.KnownIPNetworks.Add(network);
            else
                settings.Refuse(
                    Setting,
                    $"names {proxy}, which is no address and no network: write them as 10.0.0.7 or 10.1.0.0/16, between commas."
                );
        }

        return heeded;
    }
}
