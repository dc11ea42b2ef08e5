using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Transitions;

internal static class TransitionsFeature
{
    public static IServiceCollection AddTransitions(this IServiceCollection services) => services.AddSingleton<RecordDischarge>();
}
