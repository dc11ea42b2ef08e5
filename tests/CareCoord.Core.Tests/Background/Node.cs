using CareCoord.Background;
using CareCoord.Data;
using CareCoord.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CareCoord.Core.Tests.Background;

/// <summary>A portal's process as far as one periodic work goes: its own locks, its own clock, its own count of rounds.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly PeriodicRunner runner;
    private int rounds;

    public Node(TestDatabase database, PeriodicWork work, Func<CancellationToken, Task<TimeSpan?>>? round = null)
    {
        Locks = new(database.Get<DedicatedConnections>());
        services = new ServiceCollection()
            .AddMetrics()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<PeriodicMetrics>()
            .BuildServiceProvider();
        runner = new(
            work,
            cancel =>
            {
                Interlocked.Increment(ref rounds);
                return round is null ? Task.FromResult<TimeSpan?>(null) : round(cancel);
            },
            Locks,
            services.GetRequiredService<PeriodicMetrics>(),
            Clock,
            Log
        );
    }

    public RunnerLocks Locks { get; }

    public FakeTimeProvider Clock { get; } = new();

    public LinesLog Log { get; } = new();

    public int Rounds => rounds;

    public IServiceProvider Services => services;

    public Task StartAsync() => runner.StartAsync(default);

    public Task StopAsync() => runner.StopAsync(default);

    /// <summary>Lets this node's time pass until it has run so many rounds.</summary>
    public Task RunsAsync(int least) =>
        Until.IsSoAsync(
            () =>
            {
                if (Rounds < least)
                    Clock.Advance(TimeSpan.FromMinutes(10));
                return Rounds >= least;
            },
            $"There were fewer than {least} rounds."
        );

    public async ValueTask DisposeAsync()
    {
        await runner.StopAsync(default);
        runner.Dispose();
        await Locks.DisposeAsync();
        await services.DisposeAsync();
    }

    /// <summary>What was logged, as lines.</summary>
    internal sealed class LinesLog : ILogger<PeriodicRunner>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = [];

        public IReadOnlyCollection<string> Lines => lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {formatter(state, exception)}");
    }
}
