using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Consents;

internal static class ConsentsFeature
{
    public static IServiceCollection AddConsents(this IServiceCollection services) => services.AddSingleton<CaregiverQueries>();
}
