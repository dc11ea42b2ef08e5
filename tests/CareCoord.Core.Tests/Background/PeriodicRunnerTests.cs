using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CareCoord.Background;
using CareCoord.Data;
using CareCoord.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Background;

/// <summary>Periodic work on real PostgreSQL: one node runs it, what fails is tried again, and a stop ends it in order.</summary>
public sealed class PeriodicRunnerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Only_one_of_two_nodes_runs_and_the_other_takes_over_when_it_dies()
    {
        var work = new PeriodicWork("one of two", Every);
        await using var first = new Node(database, work);
        await using var second = new Node(database, work);
        await first.StartAsync();
        await first.RunsAsync(1);
        await second.StartAsync();
        await ConnectionsAsync(2);

        await first.RunsAsync(5);
        second.Clock.Advance(TimeSpan.FromHours(1));
        await first.RunsAsync(10);
        Assert.Equal(0, second.Rounds);

        // The first never looks again: its time stands still.
        await KillAsync(await HolderAsync(work.Name));
        var before = first.Rounds;
        await second.RunsAsync(3);
        Assert.Equal(before, first.Rounds);
    }

    [Fact]
    public async Task A_node_that_stops_hands_over_at_once()
    {
        var work = new PeriodicWork("handed over", Every);
        await using var first = new Node(database, work);
        await using var second = new Node(database, work);
        await first.StartAsync();
        await first.RunsAsync(1);

        await first.StopAsync();
        await second.StartAsync();

        await Until.IsSoAsync(() => second.Rounds == 1, "The second node did not begin.");
    }

    [Fact]
    public async Task A_round_whose_lock_is_lost_is_told_to_end_and_another_follows()
    {
        var work = new PeriodicWork("lost lock", Every);
        var (began, told) = (new TaskCompletionSource(), 0);
        await using var node = new Node(
            database,
            work,
            async cancel =>
            {
                began.TrySetResult();
                if (told > 0)
                    return null;
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                }
                finally
                {
                    told++;
                }

                return null;
            }
        );
        await node.StartAsync();
        await began.Task;

        await KillAsync(await HolderAsync(work.Name));

        await Until.IsSoAsync(() => told == 1, "The round was not told to end.");
        await node.RunsAsync(2);
    }

    [Fact]
    public async Task A_stop_ends_the_round_under_way_and_is_no_failure()
    {
        var began = new TaskCompletionSource();
        await using var node = new Node(
            database,
            new("stopped", Every),
            async cancel =>
            {
                began.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                return null;
            }
        );
        await node.StartAsync();
        await began.Task;

        await node.StopAsync();

        Assert.Equal(1, node.Rounds);
        Assert.Empty(node.Log.Lines);
    }

    [Fact]
    public async Task A_round_that_fails_is_logged_by_its_kind_and_the_next_ones_run()
    {
        var left = 3;
        await using var node = new Node(
            database,
            new("failing", Every),
            _ => left-- > 0 ? throw new InvalidOperationException("Rosa Alvarez") : Task.FromResult<TimeSpan?>(null)
        );
        using var meters = new Measured(node);

        await node.StartAsync();
        await node.RunsAsync(5);

        await Until.IsSoAsync(() => meters.Of("carecoord.background.rounds") >= 5, "The rounds were not counted.");
        Assert.Equal(3, meters.Of("carecoord.background.failures"));
        Assert.True(meters.Of("carecoord.background.last_success") > 0);
        Assert.Equal(3, node.Log.Lines.Count);
        Assert.All(
            node.Log.Lines,
            line =>
                Assert.Matches(
                    "^Error Round [0-9a-f-]{36} of failing failed \\(InvalidOperationException\\), [123] in a row; it is tried again$",
                    line
                )
        );
    }

    [Fact]
    public void What_fails_rests_longer_each_time_up_to_five_minutes_or_its_interval()
    {
        var (often, seldom) = (
            new PeriodicWork("often", TimeSpan.FromSeconds(5)) { Jitter = 0 },
            new PeriodicWork("seldom", TimeSpan.FromHours(1)) { Jitter = 0 }
        );

        Assert.Equal([10, 20, 40, 300, 300], new[] { 1, 2, 3, 7, 10_000 }.Select(times => often.RestAfter(times).TotalSeconds));
        Assert.Equal(3600, seldom.RestAfter(1).TotalSeconds);
        Assert.Equal((5, 15), (often.Standby.TotalSeconds, seldom.Standby.TotalSeconds));
    }

    [Fact]
    public void An_interval_is_a_tenth_longer_or_shorter_at_most()
    {
        var rests = Enumerable.Range(0, 1000).Select(_ => new PeriodicWork("some", TimeSpan.FromSeconds(100)).Rest.TotalSeconds).ToList();

        Assert.All(rests, rest => Assert.InRange(rest, 90, 110));
        Assert.True(rests.Distinct().Count() > 100);
    }

    [Fact]
    public async Task A_round_can_ask_for_the_next_before_its_time()
    {
        await using var node = new Node(
            database,
            new("sooner", TimeSpan.FromDays(1000)),
            _ => Task.FromResult<TimeSpan?>(TimeSpan.FromSeconds(1))
        );
        await node.StartAsync();

        await node.RunsAsync(3);
    }

    [Fact]
    public async Task A_line_each_registers_works_that_run_beside_each_other()
    {
        var ran = new ConcurrentQueue<string>();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .AddSingleton(database.Get<DedicatedConnections>())
            .AddSingleton(ran)
            .AddPeriodicWork<ConcurrentQueue<string>>(new("one", Every), (queue, _) => AddAsync(queue, "one"))
            .AddPeriodicWork<ConcurrentQueue<string>>(new("two", Every), (queue, _) => Task.FromResult(Add(queue, "two")))
            .BuildServiceProvider();
        var works = services.GetServices<IHostedService>().ToList();
        foreach (var work in works)
            await work.StartAsync(default);

        await Until.IsSoAsync(() => ran.Count == 2, "Not both ran.");
        foreach (var work in works)
            await work.StopAsync(default);
        Assert.Equal(["one", "two"], ran.Order());

        static Task AddAsync(ConcurrentQueue<string> queue, string name)
        {
            Add(queue, name);
            return Task.CompletedTask;
        }

        static TimeSpan? Add(ConcurrentQueue<string> queue, string name)
        {
            queue.Enqueue(name);
            return TimeSpan.FromDays(1);
        }
    }

    private Task ConnectionsAsync(int count) =>
        Until.IsSoAsync(
            async () =>
                await database.AsOwnerAsync<long>(
                    "select count(*) from pg_stat_activity where datname = current_database() and application_name = $1",
                    RunnerLocks.Name
                ) == count,
            () => "The nodes are not there."
        );

    private Task<int> HolderAsync(string work) =>
        database.AsOwnerAsync<int>(
            """
            select l.pid from pg_locks l where l.locktype = 'advisory' and l.granted
              and l.database = (select oid from pg_database where datname = current_database())
            and l.objid::bigint = hashtext($1)::bigint & 4294967295
            """,
            work
        );

    private static async Task KillAsync(int backend)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.GetAsync()).SuperuserConnectionString());
        await connection.OpenAsync();
        await using var kill = new NpgsqlCommand("select pg_terminate_backend($1, 60000)", connection)
        {
            Parameters = { new() { Value = backend } },
        };
        Assert.Equal(true, await kill.ExecuteScalarAsync());
    }

    /// <summary>What one node's meter has measured.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentDictionary<string, double> values = [];

        public Measured(Node node)
        {
            var factory = node.Services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                    self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>(
                (instrument, value, _, _) => values.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value)
            );
            listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => values[instrument.Name] = value);
            listener.Start();
        }

        public double Of(string instrument)
        {
            listener.RecordObservableInstruments();
            return values.GetValueOrDefault(instrument);
        }

        public void Dispose() => listener.Dispose();
    }
}
