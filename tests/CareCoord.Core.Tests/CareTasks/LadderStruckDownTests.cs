using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>A worker that dies in the middle of a rung leaves nothing half done, and the next one does it once.</summary>
public sealed class LadderStruckDownTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    // All that a rung leaves behind.
    private const string Traces = """
        select concat_ws(' ', (select count(*) from care_task_rungs where fired_at is not null), (select count(*) from care_task_entries),
                         (select sum(entry_count) from care_tasks),
                              (select count(*) from notifications), (select count(*) from stand_ins),
                              (select count(*) from care_task_watchers),
                              (select count(*) from audit_entries))
        """;

    private readonly LadderStage stage = new(database);
    private NpgsqlConnection obstacle = null!;

    public async Task InitializeAsync()
    {
        await stage.OpenAsync(Nine);
        var deputy = await stage.World.AccountAsync("Dora", Hat.Coordinator);
        await stage.World.DeputyAsync(stage.Coordinator, deputy);
        await stage.AssignAsync(Priority.Stat, Nine.AddHours(2));
        database.Clock.Set(Nine.AddDays(1));
        obstacle = new NpgsqlConnection(database.OwnerConnectionString);
        await obstacle.OpenAsync();
    }

    public async Task DisposeAsync() => await obstacle.DisposeAsync();

    [Fact]
    public async Task A_worker_whose_connection_is_cut_leaves_no_half_fired_rung()
    {
        var before = await database.AsOwnerAsync<string>(Traces);
        await using (await BlockAsync())
        {
            // It gives way after half a second, so it may have to be caught again.
            EscalationsFired climbed;
            do
            {
                var run = stage.Ladders.ClimbAsync([], default);
                while (!run.IsCompleted && !await CutAsync())
                    await Task.Yield();
                climbed = await run;
            } while (climbed.Stuck.Count == 0);
        }

        Assert.Equal(before, await database.AsOwnerAsync<string>(Traces));
        Assert.Equal(6, await stage.ClimbAsync());
        Assert.Equal(0, await stage.ClimbAsync());
        Assert.Equal(0, await stage.UnfiredAsync());
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_leaves_no_half_fired_rung()
    {
        var before = await database.AsOwnerAsync<string>(Traces);
        await using (await BlockAsync())
        {
            var stopped = false;
            while (!stopped)
            {
                using var stop = new CancellationTokenSource();
                var run = stage.Ladders.ClimbAsync([], stop.Token);
                while (!run.IsCompleted && !await WaitsAsync())
                    await Task.Yield();
                await stop.CancelAsync();
                try
                {
                    await run;
                }
                catch (OperationCanceledException)
                {
                    stopped = true;
                }
            }
        }

        Assert.Equal(before, await database.AsOwnerAsync<string>(Traces));
        Assert.Equal(6, await stage.ClimbAsync());
        Assert.Equal(0, await stage.ClimbAsync());
    }

    [Fact]
    public async Task A_worker_gives_way_to_whoever_holds_what_it_needs_and_comes_back()
    {
        await using (await BlockAsync())
        {
            var climbed = await stage.Ladders.ClimbAsync([], default);
            Assert.Equal((0, 1, 0), (climbed.Fired, climbed.Busy, climbed.Stuck.Count));
        }

        Assert.Equal(6, await stage.ClimbAsync());
    }

    [Fact]
    public async Task A_task_that_a_person_is_changing_is_passed_by_and_comes_later()
    {
        await using (var transaction = await obstacle.BeginTransactionAsync())
        {
            await RunAsync("select from care_tasks for update");
            Assert.Equal(0, (await stage.Ladders.ClimbAsync([], default)).Fired);
        }

        Assert.Equal(6, await stage.ClimbAsync());
    }

    [Fact]
    public async Task Rungs_that_a_person_is_taking_away_do_not_fire()
    {
        await using (var transaction = await obstacle.BeginTransactionAsync())
        {
            await RunAsync("delete from care_task_rungs where clock = 'answer'");
            Assert.Equal((0, 1), (await stage.Ladders.ClimbAsync([], default)) is var climbed ? (climbed.Fired, climbed.Busy) : default);
            await transaction.CommitAsync();
        }

        Assert.Equal(3, await stage.ClimbAsync());
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from care_task_rungs where clock = 'answer'"));
    }

    // The audit is the last that a rung writes: whoever holds its lanes stops the worker when all else is written.
    private async Task<NpgsqlTransaction> BlockAsync()
    {
        var transaction = await obstacle.BeginTransactionAsync();
        await RunAsync("select from audit_lanes for update");
        return transaction;
    }

    private Task<bool> WaitsAsync() => OfWaitingAsync("count(*)");

    private Task<bool> CutAsync() => OfWaitingAsync("count(pg_terminate_backend(pid))");

    // Only the database's superuser sees what the worker's session waits for, and may end it.
    private async Task<bool> OfWaitingAsync(string counted)
    {
        await using var connection = new NpgsqlConnection((await TestCluster.GetAsync()).SuperuserConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select {counted} from pg_stat_activity where datname = $1 and usename = 'carecoord_app' and wait_event_type = 'Lock'",
            connection
        )
        {
            Parameters = { new() { Value = obstacle.Database } },
        };
        return await command.ExecuteScalarAsync() is > 0L;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, obstacle);
        await command.ExecuteNonQueryAsync();
    }
}
