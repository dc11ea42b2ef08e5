using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.BreakTheGlass;

internal static class BreakTheGlassFeature
{
    public static IServiceCollection AddBreakTheGlass(this IServiceCollection services) => services
        .AddSingleton<GlassQueries>().AddSingleton<FindPerson>().AddSingleton<BreakGlass>().AddSingleton<EndGlass>().AddSingleton<ReviewGlass>();
}
