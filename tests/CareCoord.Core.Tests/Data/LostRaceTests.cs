using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Data;

/// <summary>Whoever waits for somebody who waits for them is told so in a sentence, and nothing of theirs is kept.</summary>
public sealed class LostRaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Of_two_who_wait_for_each_other_the_one_who_has_to_go_is_told()
    {
        var cast = await Cast.PlayAsync(new World(database), database, "Walter");
        await using var other = new NpgsqlConnection(
            (await TestCluster.GetAsync()).SuperuserConnectionString(
                new NpgsqlConnectionStringBuilder(database.AppConnectionString).Database!
            )
        );
        await other.OpenAsync();
        await using var theirs = await other.BeginTransactionAsync();
        // They hold the patient, and do not look themselves whether they wait for ever.
        await DoAsync(other, $"set local deadlock_timeout = '1h'; select from patients where id = '{cast.Patient}' for update");
        await using var db = await database.Get<ActorDbs>().OpenAsync(cast.Coordinator, default);
        var risk = new RiskLevel(cast.Patient, Risk.High, "Two falls.", cast.Coordinator.AccountId, database.Clock.GetUtcNow());
        await database.Get<AccessGate>().PassAsync(db, CaseloadAccess.SetRisk, cast.Patient, "risk_level", risk.Id, default);
        var waiting = DoAsync(other, "select from audit_lanes for update");
        await database.SomebodyWaitsAsync(waiting);

        db.Set<RiskLevel>().Add(risk);
        var told = await Assert.ThrowsAsync<RuleBroken>(() => db.SaveAsync("There is one already.", default));

        Assert.Equal(LostRace.Overtaken, told.Message);
        await db.DisposeAsync();
        await waiting;
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from risk_levels where id = $1", risk.Id));
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
