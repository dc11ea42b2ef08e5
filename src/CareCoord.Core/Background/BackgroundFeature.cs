using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareCoord.Background;

/// <summary>What goes on while nobody asks.</summary>
public static class BackgroundFeature
{
    /// <summary>
    /// Adds a periodic work of a part of the product. A round answers how long to wait for the next, or null for the work's own interval.
    /// </summary>
    public static IServiceCollection AddPeriodicWork<T>(
        this IServiceCollection services,
        PeriodicWork work,
        Func<T, CancellationToken, Task<TimeSpan?>> round
    )
        where T : notnull
    {
        services.AddMetrics();
        services.TryAddSingleton<RunnerLocks>();
        services.TryAddSingleton<PeriodicMetrics>();
        // Not by AddHostedService, which takes each kind once.
        return services.AddSingleton<IHostedService>(provider =>
        {
            var part = provider.GetRequiredService<T>();
            return new PeriodicRunner(
                work,
                cancel => round(part, cancel),
                provider.GetRequiredService<RunnerLocks>(),
                provider.GetRequiredService<PeriodicMetrics>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PeriodicRunner>>()
            );
        });
    }

    /// <summary>The same for rounds that always wait for the work's own interval.</summary>
    public static IServiceCollection AddPeriodicWork<T>(
        this IServiceCollection services,
        PeriodicWork work,
        Func<T, CancellationToken, Task> round
    )
        where T : notnull =>
        services.AddPeriodicWork<T>(
            work,
            async (part, cancel) =>
            {
                await round(part, cancel);
                return null;
            }
        );
}
