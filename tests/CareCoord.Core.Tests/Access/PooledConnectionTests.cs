using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Patients;
using CareCoord.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>Connections are shared by everybody; what one asker leaves on them is gone before the next.</summary>
public sealed class PooledConnectionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Workers = 64;
    private const int Rounds = 24;
    private readonly World world = new(database);

    [Fact]
    public Task No_row_of_another_actor_is_ever_seen_however_readings_end() =>
        Seeds.RunAsync(async seed =>
        {
            var people = new List<(Actor Actor, Guid Patient)>();
            for (var i = 0; i < 8; i++)
            {
                var account = await world.AccountAsync($"Person {i}", Hat.Patient);
                people.Add((new(account, Hat.Patient), await world.PatientAsync($"Person {i}", account)));
            }

            await using var features = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(database.Clock)
                .AddCareCoordCore(database.AppConnectionString + ";Maximum Pool Size=8;Timeout=60", database.ActorKey)
                .BuildServiceProvider();
            var seen = await Task.WhenAll(
                Enumerable.Range(0, Workers).Select(worker => WorkAsync(features, people, worker, seed.Numbers(worker)))
            );

            Assert.Equal(0, seen.Sum(s => s.Foreign));
            Assert.True(seen.Sum(s => s.Own) > Workers, "Nearly every reading failed, so that nothing was shown.");
        });

    private static async Task<(int Own, int Foreign)> WorkAsync(
        ServiceProvider features,
        List<(Actor Actor, Guid Patient)> people,
        int worker,
        Random random
    )
    {
        var (own, foreign) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (actor, patient) = people[random.Next(people.Count)];
            using var cancel = new CancellationTokenSource();
            if (random.Next(4) == 0)
                cancel.CancelAfter(TimeSpan.FromMicroseconds(random.Next(3000)));
            try
            {
                var (rows, expected) = await ReadAsync(features, actor, patient, (worker + round) % 5, random.Next(20) == 0, cancel.Token);
                own += rows.Count(id => expected && id == patient);
                foreign += rows.Count(id => !expected || id != patient);
            }
            catch (Exception)
            {
                // Cancelled or killed, as meant; the driver also gives up a connection whose statement failed just as it was being
                // prepared.
            }
        }

        return (own, foreign);
    }

    /// <summary>Reads who is visible in one of the ways the product reads, or with no actor at all.</summary>
    private static async Task<(List<Guid> Rows, bool Expected)> ReadAsync(
        ServiceProvider features,
        Actor actor,
        Guid patient,
        int way,
        bool kill,
        CancellationToken cancel
    )
    {
        switch (way)
        {
            case 0:
                await using (var db = await features.GetRequiredService<ActorDbs>().OpenAsync(actor, cancel))
                {
                    if (kill)
                        await KillAsync(features);
                    return (await db.Set<Patient>().Select(p => p.Id).ToListAsync(cancel), true);
                }

            case 1:
                await using (var context = await features.GetRequiredService<IDbContextFactory<CareCoordDb>>().CreateDbContextAsync(cancel))
                    return (await context.Set<Patient>().Select(p => p.Id).ToListAsync(cancel), false);

            case 2:
                await using (var command = features.GetRequiredService<NpgsqlDataSource>().CreateCommand("select id from patients"))
                await using (var reader = await command.ExecuteReaderAsync(cancel))
                    return (await reader.ListAsync<Guid>(cancel), false);

            case 3:
                var slow = new Sql("select id from patients where pg_sleep(0.002) is not null");
                return (
                    await features
                        .GetRequiredService<RecordReader>()
                        .ReadListAsync(
                            actor,
                            new AuditedAction("leak.looked-for", "looked for a leak"),
                            [slow],
                            r => r.ListAsync<Guid>(cancel),
                            cancel
                        ),
                    true
                );

            default:
                Sql[] content = [new("select id from patients"), new("select 1 / (case when $1 then 0 else 1 end)", kill)];
                return (
                    await features
                        .GetRequiredService<RecordReader>()
                        .ReadAsync(
                            actor,
                            patient,
                            AccessRule.ToRead("test.read", "read a test", Category.Plan),
                            content,
                            (rows, _) => rows.ListAsync<Guid>(cancel),
                            cancel
                        ),
                    true
                );
        }
    }

    // The role may end its own backends: some other worker loses its connection in the middle of what it does.
    private static async Task KillAsync(ServiceProvider features)
    {
        await using var command = features
            .GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where usename = 'carecoord_app' and datname = current_database() and pid <> pg_backend_pid() order by random() limit 1
                """
            );
        await command.ExecuteNonQueryAsync();
    }
}
