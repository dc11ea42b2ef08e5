using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Providers;

internal static class ProvidersFeature
{
    public static IServiceCollection AddProviders(this IServiceCollection services) => services.AddSingleton<ProviderQueries>();
}
