using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.AccessHistory;

internal static class AccessHistoryFeature
{
    public static readonly Feature Feature = new("access history") { Services = services => services.AddSingleton<AccessHistoryQueries>() };
}
