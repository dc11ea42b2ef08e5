using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.AccessHistory;

internal static class AccessHistoryFeature
{
    public static IServiceCollection AddAccessHistory(this IServiceCollection services) => services.AddSingleton<AccessHistoryQueries>();
}
