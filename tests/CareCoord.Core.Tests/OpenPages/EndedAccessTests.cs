using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Consents;
using CareCoord.Core.Tests.Consents;
using CareCoord.OpenPages;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.OpenPages;

/// <summary>Open pages hear that somebody's access ended or changed, and are told what of them may still be shown.</summary>
public sealed class EndedAccessTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await Cast.PlayAsync(world, database, "Rosa", Category.Appointments | Category.Plan);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_gone_is_told_from_what_is_less()
    {
        Assert.True((await AccessAsync(Category.Appointments | Category.Plan)).IsWhole);

        await database
            .Get<ChangeGrant>()
            .RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync(), Category.Appointments, Category.None, null), default);
        Assert.Equal([cast.Patient], (await AccessAsync(Category.Appointments | Category.Plan)).Narrowed);
        Assert.True((await AccessAsync(Category.Appointments)).IsWhole);

        await database.Get<SuspendGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);
        Assert.Equal([cast.Patient], (await AccessAsync(Category.Appointments)).Ended);
    }

    [Fact]
    public async Task What_ends_by_time_is_known_before()
    {
        await database
            .Get<ChangeGrant>()
            .RunAsync(
                cast.Self,
                new(cast.Patient, cast.Grant, await VersionAsync(), Category.Appointments, Category.None, new DateOnly(2026, 11, 23)),
                default
            );

        var until = (await AccessAsync(Category.Appointments)).Until;
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), until);
        database.Clock.Set(until!.Value);

        Assert.Equal([cast.Patient], (await AccessAsync(Category.Appointments)).Ended);
    }

    [Fact]
    public async Task A_hidden_patient_and_one_who_never_was_are_answered_alike()
    {
        var other = await Cast.PlayAsync(world, database, "Other");
        var now = await database
            .Get<OpenPageQueries>()
            .AccessAsync(cast.Caregiver, [new(other.Patient, Category.Plan), new(Guid.CreateVersion7(), Category.Plan)], default);

        Assert.Equal(2, now.Ended.Count);
        Assert.Null(now.Until);
    }

    [Fact]
    public async Task Each_end_of_an_access_stirs_the_pages_of_the_one_who_had_it()
    {
        await using var heard = await ListenAsync();

        await database.Get<EndGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Grant, await VersionAsync()), default);
        Assert.Contains(cast.Caregiver.AccountId.ToString(), await heard.UntilQuietAsync());

        await database.Get<LeaveCareTeam>().RunAsync(cast.Coordinator, new(cast.Patient, cast.Member, cast.MemberVersion), default);
        Assert.Contains(cast.Provider.AccountId.ToString(), await heard.UntilQuietAsync());
    }

    private Task<OpenPageAccess> AccessAsync(Category parts) =>
        database.Get<OpenPageQueries>().AccessAsync(cast.Caregiver, [new(cast.Patient, parts)], default);

    private Task<uint> VersionAsync() => database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", cast.Grant);

    private async Task<Heard> ListenAsync()
    {
        var connection = new NpgsqlConnection(database.AppConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var listen = new NpgsqlCommand("listen carecoord_changes", connection);
        await listen.ExecuteNonQueryAsync();
        return new(connection);
    }

    private sealed class Heard(NpgsqlConnection connection) : IAsyncDisposable
    {
        /// <summary>Whom the words that have come were about: they are there before the next answer of the database.</summary>
        public async Task<List<string>> UntilQuietAsync()
        {
            List<string> words = [];
            void Hear(object sender, NpgsqlNotificationEventArgs word) => words.Add(word.Payload);
            connection.Notification += Hear;
            await using (var ask = new NpgsqlCommand("select 1", connection))
                await ask.ExecuteScalarAsync();
            connection.Notification -= Hear;
            return words;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
