using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.BreakTheGlass;

internal static class BreakTheGlassFeature
{
    public static readonly Feature Feature = new("break the glass")
    {
        Services = services =>
            services
                .AddSingleton<GlassQueries>()
                .AddSingleton<FindPerson>()
                .AddSingleton<BreakGlass>()
                .AddSingleton<EndGlass>()
                .AddSingleton<ReviewGlass>(),
    };
}
