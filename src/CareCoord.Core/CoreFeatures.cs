using CareCoord.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord;

/// <summary>Everything that the product knows and may do.</summary>
public static class CoreFeatures
{
    /// <summary>Adds all features, on a database reached as the restricted role; the audit names the node, or this machine.</summary>
    public static IServiceCollection AddCareCoordCore(
        this IServiceCollection services,
        string connectionString,
        string actorKey,
        string? node = null
    )
    {
        services.AddDatabase(connectionString, actorKey, node);
        foreach (var feature in Feature.All)
            feature.Services(services);
        return services;
    }
}
