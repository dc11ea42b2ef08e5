using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>What hangs on a document follows its amendments: permissions, whom it names, and labels.</summary>
public sealed class AmendedDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public async Task InitializeAsync()
    {
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        await stage.OpenAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_permission_that_rests_on_it_ends_for_whom_it_names_no_more_and_comes_back_with_them()
    {
        var power = DocumentStage.Facts(
            DocumentKind.HealthCarePowerOfAttorney,
            new AgentNamed("Caregiver of Rosa", null, null, Cast.Caregiver.AccountId)
        );
        var document = await stage.InEffectAsync(Cast.Self, power, Cast.Grant);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        await stage.AmendAsync(
            Cast.Coordinator,
            document,
            power with
            {
                Agents = [new("Somebody else", null, null, null)],
            },
            reason: "It names another person."
        );
        Assert.False(await stage.SeesAsync(Cast.Caregiver));

        await stage.AmendAsync(Cast.Coordinator, document, power, reason: "It was right.");
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        await stage.AmendAsync(Cast.Coordinator, document, power with { Springing = true }, reason: "It says so on page 3.");
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        await stage.AmendAsync(Cast.Coordinator, document, power with { ExpiresOn = new(2026, 11, 25) }, reason: "It ends.");
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        database.Clock.Set(new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task Whom_it_names_is_not_changed_past_its_versions()
    {
        var document = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(Decision.No, new AgentNamed("Ana", null, null, null)));
        const string Insert = """
            insert into legal_document_agents (patient_id, id, document_id, rank, name, labels, version)
                values ($1, gen_random_uuid(), $2, 9, 'Mallory', 0, {0})
            """;

        foreach (var version in new[] { 1, 2, 3 })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(
                    Cast.Coordinator,
                    string.Format(System.Globalization.CultureInfo.InvariantCulture, Insert, version),
                    Cast.Patient,
                    document
                )
            );
            Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        }

        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (
                await Assert.ThrowsAsync<PostgresException>(() =>
                    database.AsAppAsync<object>(Cast.Coordinator, "delete from legal_document_agents where document_id = $1", document)
                )
            ).SqlState
        );
        Assert.Equal("Ana", Assert.Single((await stage.ViewAsync(document)).Facts.Agents).Name);
    }

    [Fact]
    public async Task What_was_especially_private_once_or_is_now_is_so_in_what_it_said_before()
    {
        var document = await stage.InEffectAsync(
            Cast.Self,
            DocumentStage.Facts(Decision.No) with
            {
                PowersGranted = "About HIV",
                Labels = Category.Hiv,
            }
        );
        await stage.AmendAsync(Cast.Coordinator, document, DocumentStage.Facts(Decision.No), reason: "Another page.");
        var proxy = new Actor(await stage.World.AccountAsync("Pia Proxy", Hat.Caregiver), Hat.Caregiver);
        await stage.World.GrantAsync(Cast.Patient, proxy.AccountId, Category.LegalDocuments);

        var seen = await database.Get<LegalDocumentQueries>().DocumentAsync(proxy, Cast.Patient, document, default);
        Assert.Empty(seen.Former);
        Assert.Single(await stage.FormerAsync(document));

        await stage.AmendAsync(
            Cast.Coordinator,
            document,
            DocumentStage.Facts(Decision.No) with
            {
                Labels = Category.Behavioural,
            },
            reason: "It is private."
        );
        Assert.Equal(
            Category.Hiv | Category.Behavioural,
            (Category)
                await database.AsOwnerAsync<int>(
                    "select bit_and(labels) from legal_document_versions where entry_id = $1 and version = 1",
                    document
                )
        );
    }
}
