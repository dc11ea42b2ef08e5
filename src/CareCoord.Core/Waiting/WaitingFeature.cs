using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Waiting;

internal static class WaitingFeature
{
    public static readonly Feature Feature = new("waiting") { Services = services => services.AddSingleton<WaitingQueries>() };
}
