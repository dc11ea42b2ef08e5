using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Today;

internal static class TodayFeature
{
    public static IServiceCollection AddToday(this IServiceCollection services) => services.AddSingleton<TodayQueries>();
}
