using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.OpenPages;

internal static class OpenPagesFeature
{
    public static readonly Feature Feature = new("open pages") { Services = services => services.AddSingleton<OpenPageQueries>() };
}
