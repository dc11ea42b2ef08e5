using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Providers;

internal static class ProvidersFeature
{
    public static readonly Feature Feature = new("providers") { Services = services => services.AddSingleton<ProviderQueries>() };
}
