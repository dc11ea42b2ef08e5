using System.Security.Cryptography;
using System.Text;
using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>The signed actor context: nobody without it, nobody else with a changed one.</summary>
public sealed class ActorContextTests(RealClockDatabase database) : IClassFixture<RealClockDatabase>, IAsyncLifetime
{
    private const string CountPatients = "select count(*) from patients";
    private readonly World world = new(database);
    private Actor walter = Actor.Portal;
    private Actor denise = Actor.Portal;

    public async Task InitializeAsync()
    {
        // Each test signs at its own moment: the first may be minutes ago by the last.
        database.Clock.Set(TimeProvider.System.GetUtcNow());
        walter = new(await world.AccountAsync("Walter", Hat.Patient), Hat.Patient);
        denise = new(await world.AccountAsync("Denise", Hat.Patient), Hat.Patient);
        await world.PatientAsync("Walter", walter.AccountId);
        await world.PatientAsync("Denise", denise.AccountId);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_signed_context_shows_the_asker_their_own_and_nothing_else()
    {
        Assert.Equal(1, await database.AsAppAsync<long>(walter, CountPatients));
        Assert.Equal(walter.AccountId, await database.AsAppAsync<Guid>(walter, "select account_id from patients"));
    }

    [Fact]
    public async Task Without_a_context_and_with_an_empty_one_nobody_is_asking_and_there_are_no_rows()
    {
        Assert.Equal(0, await database.AsAppAsync<long>(null, CountPatients));
        Assert.Equal(0, await database.AsAppWithContextAsync<long>("", CountPatients));
        Assert.Null(await database.AsAppAsync<Guid?>(null, "select app.actor_id()"));
        Assert.Null(await database.AsAppWithContextAsync<Guid?>("", "select app.actor_id()"));
    }

    [Theory]
    [InlineData("reset app.ctx")]
    [InlineData("reset all")]
    [InlineData("discard all")]
    public async Task After_a_reset_nobody_is_asking(string reset)
    {
        await using var connection = new NpgsqlConnection(database.AppConnectionString);
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand("select set_config('app.ctx', $1, false)", connection)
        {
            Parameters = { new() { Value = Sign(walter) } },
        };
        await set.ExecuteScalarAsync();
        await using var count = new NpgsqlCommand(CountPatients, connection);
        Assert.Equal(1L, await count.ExecuteScalarAsync());

        await using (var command = new NpgsqlCommand(reset, connection))
            await command.ExecuteNonQueryAsync();

        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(0, "01990000-0000-7000-8000-000000000000")]
    [InlineData(0, "")]
    [InlineData(1, "coordinator")]
    [InlineData(1, "system")]
    [InlineData(2, "01990000-0000-7000-8000-000000000000")]
    [InlineData(3, "1")]
    [InlineData(4, "4102444800000000")]
    [InlineData(5, "01990000-0000-7000-8000-000000000000")]
    [InlineData(6, "passkey")]
    [InlineData(7, "192.0.2.7")]
    [InlineData(8, "another")]
    [InlineData(8, "")]
    [InlineData(9, "0")]
    [InlineData(10, "00")]
    [InlineData(10, "")]
    public async Task A_changed_part_is_a_forgery(int part, string changed)
    {
        var parts = Sign(walter).Split('|');
        parts[part] = changed;

        await RefusedAsync(string.Join('|', parts), PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_signature_of_one_account_does_not_fit_another() =>
        await RefusedAsync(
            Sign(walter).Replace(walter.AccountId.ToString(), denise.AccountId.ToString()),
            PostgresErrorCodes.InsufficientPrivilege
        );

    [Fact]
    public async Task A_signature_by_another_key_is_a_forgery() =>
        await RefusedAsync(new ActorSigner(new string('0', 64), database.Clock).Sign(walter), PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task A_database_without_a_key_believes_nobody()
    {
        var key = await database.AsOwnerAsync<byte[]>("delete from app.signing_key returning key");
        try
        {
            await RefusedAsync(Sign(walter), PostgresErrorCodes.InsufficientPrivilege);
        }
        finally
        {
            await database.AsOwnerAsync("insert into app.signing_key (id, key) values (1, $1)", key);
        }
    }

    public static TheoryData<string> Garbage() =>
        [
            " ",
            "|",
            "|||||",
            "||||||",
            "a|b|c|d|e|f",
            "a|b|c|d|e|zz",
            "a|b|c|d|e|f|g|h|i|j|00",
            "||||||||||",
            "null",
            "' or true --",
            "x'; drop table patients; --|patient||0|0|00",
            "\u00e4|\ud83d\ude00||1|2|ff",
            $"{Guid.Empty}|patient||0|99999999999999999999999999|00",
            $"{Guid.Empty}|patient||0|0|0",
            new('|', 100_000),
            new('f', 1_000_000),
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_refused(string context) => await RefusedAsync(context);

    [Fact]
    public async Task A_context_that_lost_or_gained_a_part_is_refused()
    {
        var signed = Sign(walter);
        await RefusedAsync(signed[..signed.LastIndexOf('|')], PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(signed[(signed.IndexOf('|') + 1)..], PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(signed + "|", PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync("|" + signed, PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(signed[..^2], PostgresErrorCodes.InsufficientPrivilege);
        await RefusedAsync(signed[..^1]);
        await RefusedAsync(signed + "00", PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("not-a-uuid|patient||{now}|{later}")]
    [InlineData("{account}|patient|not-a-uuid|{now}|{later}")]
    [InlineData("{account}|patient||99999999999999999999|{later}")]
    [InlineData("{account}|patient||{now}|9223372036854775807")]
    [InlineData("{account}|patient||now|{later}")]
    [InlineData("{account}|patient|{now}|{later}")]
    public async Task What_is_signed_but_malformed_is_refused_too(string pattern)
    {
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var context = pattern
            .Replace("{account}", walter.AccountId.ToString())
            .Replace("{now}", now.ToString())
            .Replace("{later}", (now + 60_000_000).ToString());
        var signature = HMACSHA256.HashData(Convert.FromHexString(database.ActorKey), Encoding.UTF8.GetBytes(context));

        await RefusedAsync($"{context}|{Convert.ToHexStringLower(signature)}");
    }

    [Theory]
    [InlineData(-210)]
    [InlineData(-86400)]
    [InlineData(90)]
    [InlineData(86400)]
    public async Task A_context_of_long_ago_or_of_times_to_come_is_refused(int seconds) =>
        await RefusedAsync(SignedAt(seconds), PostgresErrorCodes.InsufficientPrivilege);

    [Theory]
    [InlineData(-150)]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_clock_that_is_a_little_off_is_accepted(int seconds) =>
        Assert.Equal(1, await database.AsAppWithContextAsync<long>(SignedAt(seconds), CountPatients));

    [Fact]
    public async Task An_injected_set_config_cannot_become_somebody_else()
    {
        var injected = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<long>(
                walter,
                "select count(*) from patients, set_config('app.ctx', replace(current_setting('app.ctx'), $1, $2), true)",
                walter.AccountId.ToString(),
                denise.AccountId.ToString()
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, injected.SqlState);

        var hat = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<long>(
                walter,
                "with become as materialized (select set_config('app.ctx', "
                    + "replace(current_setting('app.ctx'), 'patient', 'coordinator'), "
                    + "true)) "
                    + "select (select count(*) from patients) from become where set_config is not null"
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, hat.SqlState);
    }

    private string Sign(Actor actor) => database.Get<ActorSigner>().Sign(actor);

    private string SignedAt(int seconds) =>
        new ActorSigner(database.ActorKey, new TestClock(TimeProvider.System.GetUtcNow().AddSeconds(seconds))).Sign(walter);

    private async Task RefusedAsync(string context, string? state = null)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppWithContextAsync<long>(context, CountPatients));
        Assert.Equal(state ?? refused.SqlState, refused.SqlState);
    }
}
