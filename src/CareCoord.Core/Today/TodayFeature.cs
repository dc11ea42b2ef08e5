using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Today;

internal static class TodayFeature
{
    public static readonly Feature Feature = new("today")
    {
        Services = services => services.AddSingleton<TodayQueries>().AddSingleton<CaregiverQueries>(),
    };
}
