using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.Limits;

/// <summary>Puts the limits to work: on connections, requests and live parts.</summary>
internal static class LimitsSetup
{
    private static readonly TimeSpan LongestHead = TimeSpan.FromSeconds(15);

    public static void AddPortalLimits(this IServiceCollection services, Allowance allowed)
    {
        services.AddSingleton(allowed);
        services.AddSingleton<Turns>().AddSingleton<TooMuch>().AddSingleton<RefusedTries>().AddSingleton<LiveCircuits>();
        services.AddSingleton<LineFilter>();
        services.AddScoped<OpenCircuit>();
        services.AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<OpenCircuit>()).AddScoped<CircuitHandler, BegunAct>();
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<Turns, LiveCircuits>((options, turns, circuits) => RequestLimits.Limit(options, allowed, turns, circuits));
        services.Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitMaxRetained = allowed.MostDroppedOfAll);
    }

    /// <summary>Adds the filter of live parts.</summary>
    public static void AddPortalLimits(this HubOptions hub) => hub.AddFilter<LineFilter>();

    /// <summary>Limits what connects: how many, how slowly they may speak, and how much they may send.</summary>
    public static void LimitConnections(this KestrelServerOptions server, Allowance allowed, PortalOrigin origin)
    {
        server.Limits.MaxConcurrentConnections = allowed.MostConnections;
        server.Limits.MaxConcurrentUpgradedConnections = allowed.MostConnections;
        server.Limits.RequestHeadersTimeout = LongestHead;
        server.Limits.MaxRequestBodySize = Allowance.MostOfAForm;
        if (origin.BehindProxy)
            return;
        var connections = new AddressConnections(allowed);
        server.ConfigureEndpointDefaults(endpoint => endpoint.Use(connections.Around));
    }
}
