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

        var found = (
            await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, new(Unread: true), null, default)
        ).Rows.Items.Single();

        Assert.Equal((document, "Nurse of Rosa"), (found.Id, found.Unread.Single()));
        Assert.Equal([document], await FindAsync(cast.Provider, new(Unread: true)));
    }

    [Fact]
    public async Task Every_question_has_as_many_as_it_finds_and_names_are_found_in_large_or_small_letters()
    {
        await DocumentAsync(cast, "advance_directive", expiresOn: Today.AddDays(60));
        await DocumentAsync(cast, "dnr_polst", expiresOn: Today.AddDays(61));
        await DocumentAsync(cast, "release", "submitted");
        await DocumentAsync(cast, "guardianship_order", "in_review");
        await DocumentAsync(cast, "release", "revoked", expiresOn: Today.AddDays(3));
        var counts = (await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, new(), null, default)).Counts;

        Assert.Equal(new DocumentCounts(5, 2, 0, 1, 2, 5), counts);
        Assert.Equal(counts.Waiting, (await FindAsync(cast.Coordinator, new(Waiting: true))).Count);
        Assert.Equal(counts.Ending, (await FindAsync(cast.Coordinator, new(Ending: true))).Count);
        Assert.Equal(counts.InEffect, (await FindAsync(cast.Coordinator, new(State: DocumentState.Accepted))).Count);
        Assert.Equal(5, (await FindAsync(cast.Coordinator, new(Name: "rOSA"))).Count);
        Assert.Empty(await FindAsync(cast.Coordinator, new(Name: "Other")));
        Assert.Empty(await FindAsync(cast.Coordinator, new(Name: "%")));
        var none = await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, new(Name: "nobody\0"), null, default);
        Assert.Equal((5, 0, 0), (none.Counts.Documents, none.Counts.Found, none.Rows.Items.Count));
    }

    [Fact]
    public async Task Sorts_both_ways_with_what_has_no_last_day_at_the_end()
    {
        var always = await DocumentAsync(cast, "dnr_polst");
        var late = await DocumentAsync(cast, "advance_directive", "submitted", Today.AddDays(40));
        var soon = await DocumentAsync(cast, "release", expiresOn: Today.AddDays(5));

        Assert.Equal([late, soon, always], await FindAsync(cast.Coordinator, new(Reversed: true)));
        Assert.Equal([late, always, soon], await FindAsync(cast.Coordinator, new(Sort: DocumentSort.Kind)));
        Assert.Equal([soon, always, late], await FindAsync(cast.Coordinator, new(Sort: DocumentSort.Kind, Reversed: true)));
        Assert.Equal([late, soon, always], await FindAsync(cast.Coordinator, new(Sort: DocumentSort.State)));
        Assert.Equal([soon, always, late], await FindAsync(cast.Coordinator, new(Sort: DocumentSort.State, Reversed: true)));
    }

    [Fact]
    public async Task By_kind_is_in_the_order_of_the_words_and_by_person_in_that_of_the_family_names()
    {
        foreach (var kind in Enum.GetValues<DocumentKind>())
            await DocumentAsync(cast, kind.Snake());
        await database.AsOwnerAsync("update patients set family_name = 'Ærø' where id = $1", cast.Patient);
        var zed = await PatientOfAsync("Abel", "Zed");
        var small = await PatientOfAsync("Zoe", "adams");
        string[] kinds =
        [
            "Advance directive (living will)",
            "DNR, POLST or MOLST",
            "Guardianship order",
            "Health-care power of attorney",
            "Release of information",
        ];

        foreach (var reversed in new[] { false, true })
        {
            var byKind = await RowsAsync(new(Sort: DocumentSort.Kind, Reversed: reversed));
            var words = byKind.Select(row => DocumentKindWords.Of(row.Kind)).Distinct().ToList();
            Assert.Equal(reversed ? kinds.Reverse() : kinds, words);
            var people = (await RowsAsync(new(Sort: DocumentSort.Person, Reversed: reversed))).Select(row => row.PatientId).Distinct();
            Guid[] expected = [small, cast.Patient, zed];
            Assert.Equal(reversed ? expected.Reverse() : expected, people);
        }

        async Task<Guid> PatientOfAsync(string given, string family)
        {
            var patient = await world.PatientAsync(given);
            await database.AsOwnerAsync("update patients set family_name = $2 where id = $1", patient, family);
            await world.AssignCaseloadAsync(patient, cast.Coordinator.AccountId);
            await world.DocumentAsync(patient, cast.Caregiver, "accepted", "release", cast.Coordinator.AccountId, null);
            return patient;
        }

        async Task<IReadOnlyList<DocumentFound>> RowsAsync(DocumentFilter asked) =>
            (await database.Get<DocumentSearchQueries>().FindAsync(cast.Coordinator, asked, null, default)).Rows.Items;
    }

    [Fact]
    public async Task A_page_that_shows_them_already_reads_them_again_without_a_second_entry_of_the_audit()
    {
        var document = await DocumentAsync(cast, "advance_directive", expiresOn: Today.AddDays(40));
        var queries = database.Get<DocumentSearchQueries>();
        await queries.FindAsync(cast.Coordinator, new(), null, default);
        await queries.FindAsync(cast.Coordinator, new(), [cast.Patient], default);
        var beside = await queries.BesideAsync(cast.Coordinator, cast.Patient, document, null, default);
        await queries.BesideAsync(cast.Coordinator, cast.Patient, document, [cast.Patient], default);

        Assert.Equal(
            (document, DocumentKind.AdvanceDirective, (DateOnly?)Today.AddDays(40)),
            (beside.Id, beside.Facts.Kind, beside.Facts.ExpiresOn)
        );
        Assert.Equal(
            ["legal-document.read", "legal-documents.searched"],
            (await database.NotedAsync(cast.Coordinator.AccountId)).Select(noted => noted.Action).Order()
        );
    }

    [Fact]
    public async Task Nobody_opens_a_document_beside_the_list_whose_patient_is_not_theirs()
    {
        var document = await DocumentAsync(cast, "advance_directive");
        var queries = database.Get<DocumentSearchQueries>();
        foreach (var who in new[] { other.Coordinator, other.Provider, cast.Self, cast.Coordinator with { Hat = Hat.Administrator } })
            await Assert.ThrowsAsync<NotFound>(() => queries.BesideAsync(who, cast.Patient, document, null, default));
        await Assert.ThrowsAsync<NotFound>(() => queries.BesideAsync(cast.Coordinator, other.Patient, document, null, default));
        Assert.DoesNotContain(await database.NotedAsync(other.Coordinator.AccountId), noted => noted.Action == "legal-document.read");
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
        foreach (var sort in Enum.GetValues<DocumentSort>())
        {
            foreach (var reversed in new[] { false, true })
            {
                var seen = new List<Guid>();
                string? after = null;
                do
                {
                    var page = await database
                        .Get<DocumentSearchQueries>()
                        .FindAsync(cast.Coordinator, new(After: after, Sort: sort, Reversed: reversed), null, default);
                    seen.AddRange(page.Rows.Items.Select(row => row.Id));
                    after = page.Rows.Next;
                } while (after is not null);

                Assert.Equal(103, seen.Count);
                Assert.True(seen.ToHashSet().SetEquals(all), $"{sort} {reversed}");
            }
        }

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
        var sql = DocumentSearchSql.Page(new());
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
        [.. (await database.Get<DocumentSearchQueries>().FindAsync(who, asked, null, default)).Rows.Items.Select(row => row.Id)];

    private Task<Guid> DocumentAsync(Cast of, string kind, string state = "accepted", DateOnly? expiresOn = null) =>
        world.DocumentAsync(of.Patient, of.Caregiver, state, kind, of.Coordinator.AccountId, expiresOn);
}
