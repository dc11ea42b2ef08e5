using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using CareCoord.Testing;
using CareCoord.Web.CareTasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>The worker that fires the ladders in each portal process.</summary>
public sealed class EscalationWorkerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task What_became_due_while_no_portal_ran_fires_at_the_next_start_and_never_again()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        await world.UnitAsync("Home nursing");
        var task = (
            await database
                .Get<AssignCareTask>()
                .RunAsync(
                    cast.Coordinator,
                    new(
                        [cast.Patient],
                        new("Look at the bandage", "It was wet.", TaskAbout.General, null, Priority.Stat, null, null),
                        new(cast.Provider.AccountId),
                        [],
                        []
                    ),
                    default
                )
        )[0];
        database.Clock.Advance(TimeSpan.FromDays(3));

        await StartedUntilAsync(() => FiredAsync(task, 3));
        // Another start, and other processes beside it that believe themselves the runner.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Worker().RunAsync(default)));

        Assert.Equal(
            "reminded escalated escalated_to_deputy",
            await database.AsOwnerAsync<string>(
                "select string_agg(action, ' ' order by number) from care_task_entries where task_id = $1 and hat = 'system'",
                task
            )
        );
        Assert.Equal(
            3,
            await database.AsOwnerAsync<long>(
                "select count(*) from notifications where subject_id = $1 and caused_by = $2",
                task,
                Actor.Portal.AccountId
            )
        );
    }

    private EscalationWorker Worker() => new(database.Get<FireDueEscalations>(), database.Clock, NullLogger<EscalationWorker>.Instance);

    private async Task<bool> FiredAsync(Guid task, int rungs) =>
        await database.AsOwnerAsync<long>("select count(*) from care_task_rungs where task_id = $1 and fired_at is not null", task)
        == rungs;

    private async Task StartedUntilAsync(Func<Task<bool>> done)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddSingleton(database.Get<DedicatedConnections>())
            .AddSingleton(database.Get<FireDueEscalations>())
            .AddCareTaskPages()
            .BuildServiceProvider();
        var worker = services.GetServices<IHostedService>().Single();
        await worker.StartAsync(default);
        await Until.IsSoAsync(done, () => "The rungs were not fired.");
        await worker.StopAsync(default);
    }
}
