using System.Net;
using System.Net.Sockets;

namespace CareCoord.Ops.Serving;

/// <summary>The addresses that the portal is to listen on, as ASPNETCORE_URLS gives them.</summary>
public sealed class PortalAddress
{
    public const string Variable = "ASPNETCORE_URLS";
    public const string Default = "http://127.0.0.1:5080";

    private readonly string urls;
    private readonly IReadOnlyList<Uri> listening;

    private PortalAddress(string urls, IReadOnlyList<Uri> listening)
    {
        this.urls = urls;
        this.listening = listening;
    }

    /// <summary>Where a browser on this machine finds it.</summary>
    public Uri Browse
    {
        get
        {
            var first = listening.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) ?? listening[0];
            var everywhere = Interface(first).Equals(IPAddress.Any) || Interface(first).Equals(IPAddress.IPv6Any);
            return everywhere ? new UriBuilder(first) { Host = "127.0.0.1" }.Uri : first;
        }
    }

    /// <summary>Whether it is reached from this machine only.</summary>
    public bool IsLoopback => listening.All(address => address.IsLoopback);

    /// <summary>The address to ask whether it is ready.</summary>
    public Uri Ready => new(Browse, "/health/ready");

    /// <summary>As ASPNETCORE_URLS takes it.</summary>
    public override string ToString() => urls;

    public static PortalAddress Parse(string? urls)
    {
        urls = string.IsNullOrWhiteSpace(urls) ? Default : urls;
        var parts = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0
            ? new PortalAddress(urls, [.. parts.Select(ParseOne)])
            : throw new OpsRefused($"{Variable} has no address, such as {Default}.");
    }

    /// <summary>Refuses, before anything is started, a port that the portal could not open.</summary>
    public void RequireFree()
    {
        foreach (var address in listening)
        {
            try
            {
                using var listener = new TcpListener(Interface(address), address.Port);
                listener.Start();
            }
            catch (SocketException problem)
            {
                throw new OpsRefused(
                    problem.SocketErrorCode switch
                    {
                        SocketError.AddressAlreadyInUse =>
                            $"Port {address.Port} is taken by another program: stop that one, or choose another port, "
                                + $"for example {Variable}=http://127.0.0.1:{(address.Port < 65535 ? address.Port + 1 : 5081)} ./run.sh",
                        SocketError.AccessDenied =>
                            $"Port {address.Port} may be opened by an administrator only: choose one above 1023 with {Variable}.",
                        _ => $"The address {address.Host}:{address.Port} cannot be opened ({problem.Message}): "
                            + $"choose another with {Variable}.",
                    }
                );
            }
        }
    }

    private static Uri ParseOne(string url)
    {
        // Kestrel's words for "every address" are not hosts that one can ask.
        var askable = url.Replace("//*", "//0.0.0.0").Replace("//+", "//0.0.0.0");
        if (
            !Uri.TryCreate(askable, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.Port == 0
        )
        {
            throw new OpsRefused($"{Variable} has `{url}`, which is not an address such as {Default}.");
        }

        return address;
    }

    private static IPAddress Interface(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out var named) ? named
        : address.IsLoopback ? IPAddress.Loopback
        : IPAddress.Any;
}
