using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Coordination;

internal static class CoordinationFeature
{
    public static readonly Feature Feature = new("coordination") { Services = services => services.AddSingleton<CoordinateQueries>() };
}
