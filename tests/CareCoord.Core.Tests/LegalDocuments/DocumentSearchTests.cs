using System.Text.Json;
using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>Documents are found over the asker's patients, and over nobody else's.</summary>
public sealed class DocumentSearchTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;
    private Cast other = null!;

    private DateOnly Today => DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime);

    public async Task InitializeAsync() =>
        (cast, other) = (await Cast.PlayAsync(world, database, "Rosa"), await Cast.PlayAsync(world, database, "Other"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Finds_by_kind_state_and_last_day_what_runs_out_first_before_the_others()
    {
        var late = await DocumentAsync(cast, "advance_directive", expiresOn: Today.AddDays(40));
        var soon = await DocumentAsync(cast, "dnr_polst", expiresOn: Today.AddDays(5));
        var always = await DocumentAsync(cast, "health_care_power_of_attorney", "submitted");
        await DocumentAsync(cast, "release", "draft");
        await DocumentAsync(other, "dnr_polst");

        Assert.Equal([soon, late, always], await FindAsync(cast.Coordinator, new()));
        Assert.Equal([soon, late, always], await FindAsync(cast.Provider, new()));
        Assert.Equal([soon], await FindAsync(cast.Coordinator, new(DocumentKind.DnrPolst)));
        Assert.Equal([always], await FindAsync(cast.Coordinator, new(State: DocumentState.Submitted)));
        Assert.Equal([soon], await FindAsync(cast.Coordinator, new(ExpiresBefore: Today.AddDays(40))));
        Assert.Equal(["legal-documents.searched"], (await database.NotedAsync(cast.Provider.AccountId)).Select(n => n.Action));
        Assert.Equal([cast.Patient], (await database.NotedAsync(cast.Provider.AccountId)).Single().Patients);
    }

    [Fact]
    public async Task Finds_what_somebody_has_not_confirmed_reading_and_names_them_to_the_coordinator()
    {
        var document = await DocumentAsync(cast, "advance_directive");
        await DocumentAsync(cast, "dnr_polst");
        await database.SeedAsync<DocumentReading>(
            new
            {
                PatientId = cast.Patient,
                DocumentId = document,
                cast.Provider.AccountId,
                AskedAt = database.Clock.GetUtcNow(),
                Labels = Category.None,
            }
        );

        var found = (await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, new(Unread: true), default)).Items.Single();

        Assert.Equal((document, "Nurse of Rosa"), (found.Id, found.Unread.Single()));
        Assert.Equal([document], await FindAsync(cast.Provider, new(Unread: true)));
    }

    [Fact]
    public async Task Nobody_but_coordinators_and_providers_searches()
    {
        foreach (var who in new[] { cast.Self, cast.Caregiver, cast.Coordinator with { Hat = Hat.Administrator }, Actor.Portal })
            await Assert.ThrowsAsync<NotFound>(() => FindAsync(who, new()));
    }

    [Fact]
    public async Task Pages_go_by_key_through_all_of_them_once_and_a_hostile_key_is_none()
    {
        var all = new List<Guid>();
        for (var i = 0; i < 103; i++)
            all.Add(await DocumentAsync(cast, "release", expiresOn: i % 3 == 0 ? null : Today.AddDays(i / 10)));
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, new(After: after), default);
            seen.AddRange(page.Items.Select(row => row.Id));
            after = page.Next;
        } while (after is not null);

        Assert.Equal(103, seen.Count);
        Assert.True(seen.ToHashSet().SetEquals(all));
        foreach (var hostile in new[] { "' or 1=1 --", "none.x", "99999999." + Guid.Empty.ToString("N"), "\0", new string('a', 5000) })
            Assert.Equal(50, (await FindAsync(cast.Coordinator, new(After: hostile))).Count);
    }

    [Fact]
    public async Task It_reads_no_more_with_many_documents_of_other_people()
    {
        await DocumentAsync(cast, "advance_directive");
        await database.AsOwnerAsync("analyze legal_documents, files, patients, patient_access");
        var few = await BuffersAsync();
        for (var i = 0; i < 1000; i++)
            await DocumentAsync(other, "release");
        await database.AsOwnerAsync("analyze legal_documents, files, patients, patient_access");

        Assert.InRange(await BuffersAsync(), 0, few + 20);
    }

    private async Task<long> BuffersAsync()
    {
        await using var connection = new NpgsqlConnection(database.AppConnectionString);
        await connection.OpenAsync();
        var sql = DocumentSearchQueries.Statement(new());
        long buffers = 0;
        // The first one of a connection reads the catalogue besides.
        for (var time = 0; time < 2; time++)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(
                new Sql("select set_config('app.ctx', $1, true)", database.Get<ActorSigner>().Sign(cast.Coordinator)).Command()
            );
            batch.BatchCommands.Add((sql with { Text = "explain (analyze, buffers, timing off, format json) " + sql.Text }).Command());
            await using var rows = await batch.ExecuteReaderAsync();
            await rows.NextResultAsync();
            await rows.ReadAsync();
            var plan = JsonDocument.Parse(rows.GetString(0)).RootElement[0].GetProperty("Plan");
            buffers = plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64();
        }

        return buffers;
    }

    private async Task<List<Guid>> FindAsync(Actor who, DocumentFilter asked) =>
        [.. (await database.Get<DocumentSearchQueries>().FindAsync(who, asked, default)).Items.Select(row => row.Id)];

    private Task<Guid> DocumentAsync(Cast of, string kind, string state = "accepted", DateOnly? expiresOn = null) =>
        world.DocumentAsync(of.Patient, of.Caregiver, state, kind, of.Coordinator.AccountId, expiresOn);
}
