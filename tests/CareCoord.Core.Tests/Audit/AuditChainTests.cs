using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Ops.Audit;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Audit;

/// <summary>The audit is only ever added to, and a change past the database's own rules shows in its chains.</summary>
public sealed class AuditChainTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Writers = 16;
    private const int Transactions = 50;
    private readonly World world = new(database);

    [Fact]
    public async Task Many_writers_at_once_leave_whole_chains_over_several_lanes()
    {
        var account = new Actor(await world.AccountAsync("Walter", Hat.Patient), Hat.Patient);
        var patient = await world.PatientAsync("Walter", account.AccountId);

        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async _ =>
                {
                    for (var i = 0; i < Transactions; i++)
                    {
                        await using var db = await database.Get<ActorDbs>().OpenAsync(account, default);
                        await db.AuditAsync(new("first.done", "did the first"), [patient, patient], "test", patient, default);
                        await db.AuditAsync(new("second.done", "did the second"), [], null, null, default);
                        await db.CommitAsync(default);
                    }
                })
        );

        Assert.Equal(
            Writers * Transactions * 2,
            await database.AsOwnerAsync<long>("select count(*) from audit_entries where account_id = $1", account.AccountId)
        );
        Assert.InRange(
            await database.AsOwnerAsync<long>("select count(distinct lane) from audit_entries where account_id = $1", account.AccountId),
            8,
            16
        );
        Assert.Empty((await VerifyAudit.RunAsync(database.OwnerConnectionString, null, default)).Problems);
    }

    [Theory]
    [InlineData("update audit_entries set action = 'nothing'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries cascade")]
    [InlineData("update audit_subjects set patient_id = audit_id")]
    [InlineData("delete from audit_subjects")]
    [InlineData("truncate audit_subjects")]
    [InlineData("delete from audit_lanes")]
    [InlineData("insert into audit_lanes values (16, 0, '')")]
    [InlineData("truncate audit_lanes")]
    public async Task Not_even_the_owner_changes_it(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsOwnerAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("update audit_entries set action = 'nothing' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set at = at + interval '1 microsecond' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set account_id = id where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set hat = 'provider' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set acting_for = id where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set subject_id = id where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set details = '{\"a\": 1}' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set organisation_id = id where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set session_id = id where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set signed_in_by = 'passkey' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set address = '192.0.2.7' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set node = 'another' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set version = '0' where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_entries set hash = previous where id = $2", "it was changed after it was written", 2)]
    [InlineData("update audit_subjects set patient_id = audit_id where audit_id = $2", "it was changed after it was written", 2)]
    [InlineData("delete from audit_subjects where audit_id = $2", "it was changed after it was written", 2)]
    [InlineData("insert into audit_subjects values ($2, $2)", "it was changed after it was written", 2)]
    [InlineData("delete from audit_entries where id = $1", "an entry before it is missing", 2)]
    [InlineData("delete from audit_entries where id = $2", "an entry before it is missing", 3)]
    [InlineData("delete from audit_entries where id = $3", "the newest entries of the lane are missing", 0)]
    public async Task A_change_by_a_superuser_shows_where_it_was_made(string tampering, string problem, int row)
    {
        var actor = new Actor(await world.AccountAsync("Walter", Hat.Patient), Hat.Patient);
        var patient = await world.PatientAsync("Walter", actor.AccountId);
        await using var connection = await SuperuserAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Guid[] entries =
        [
            await WriteAsync(connection, actor, patient),
            await WriteAsync(connection, actor, patient),
            await WriteAsync(connection, actor, patient),
        ];
        // Three entries of one transaction stand in one lane; for the first of them to stand first, what came before is left alone.
        Assert.Empty(await VerifyAudit.ChainsAsync(connection, default));

        await using (var off = new NpgsqlCommand("set local session_replication_role = replica", connection))
            await off.ExecuteNonQueryAsync();
        await using (
            var tamper = new NpgsqlCommand(
                tampering.Replace("$1", $"'{entries[0]}'").Replace("$2", $"'{entries[1]}'").Replace("$3", $"'{entries[2]}'"),
                connection
            )
        )
            Assert.Equal(1, await tamper.ExecuteNonQueryAsync());

        var misfit = Assert.Single(await VerifyAudit.ChainsAsync(connection, default));
        Assert.EndsWith((row == 0 ? "" : $" ({entries[row - 1]})") + $": {problem}.", misfit);
    }

    private async Task<Guid> WriteAsync(NpgsqlConnection connection, Actor actor, Guid patient)
    {
        await using var write = new NpgsqlCommand(
            "select app.audit('something.done', array[$2]) from set_config('app.ctx', $1, true)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = database.Get<ActorSigner>().Sign(actor) },
                new() { Value = patient },
            },
        };
        return (Guid)(await write.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> SuperuserAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString).Database!;
        var connection = new NpgsqlConnection((await TestCluster.GetAsync()).SuperuserConnectionString(name));
        await connection.OpenAsync();
        return connection;
    }
}
