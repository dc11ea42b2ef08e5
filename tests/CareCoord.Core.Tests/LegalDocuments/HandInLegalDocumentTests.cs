using CareCoord.Access;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>A document comes in three steps: its pages, what stands on them, and handing it in.</summary>
public sealed class HandInLegalDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_caregiver_hands_it_in_and_the_coordinator_gets_a_task_to_review_it()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);

        Assert.Equal("submitted", await stage.StateAsync(document));
        Assert.Equal(
            "Review a document that was handed in coordinator assigned",
            await database.AsOwnerAsync<string>(
                """
                select title || ' ' || asked_hat || ' ' || state from care_tasks
                where patient_id = $1 and about = 'document' and about_id = $2 and asked_account_id = $3
                """,
                Cast.Patient,
                document,
                Cast.Coordinator.AccountId
            )
        );
        Assert.Equal(["document_submitted"], await stage.ToldAsync(Cast.Self));
        var noted = (await database.NotedAsync(Cast.Caregiver.AccountId)).Select(n => n.Action);
        Assert.Equal(
            ["legal-document.described", "legal-document.submitted", "legal-document.uploaded"],
            noted.Order(StringComparer.Ordinal)
        );
        Assert.All(await database.NotedAsync(Cast.Caregiver.AccountId), n => Assert.Equal(Cast.Patient, n.ActingFor));
    }

    [Fact]
    public async Task The_patient_and_staff_of_the_team_hand_in_too()
    {
        foreach (var by in new[] { Cast.Self, Cast.Provider, Cast.Coordinator })
            Assert.Equal("submitted", await stage.StateAsync(await stage.HandInAsync(by)));
    }

    [Fact]
    public async Task A_draft_is_seen_by_whoever_uploaded_it_alone()
    {
        var draft = await stage.UploadAsync(Cast.Caregiver);

        Assert.Equal(
            draft,
            (await database.Get<LegalDocumentQueries>().DocumentsAsync(Cast.Caregiver, Cast.Patient, default)).Documents.Single().Id
        );
        foreach (var other in new[] { Cast.Self, Cast.Coordinator, Cast.Provider })
        {
            Assert.Empty((await database.Get<LegalDocumentQueries>().DocumentsAsync(other, Cast.Patient, default)).Documents);
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<LegalDocumentQueries>().DocumentAsync(other, Cast.Patient, draft, default)
            );
            await Assert.ThrowsAsync<NotFound>(() => stage.SubmitAsync(other, draft));
        }
    }

    [Fact]
    public async Task Who_may_only_look_hands_nothing_in_and_who_may_not_even_look_finds_nothing()
    {
        var looks = await Cast.PlayAsync(stage.World, database, "Looks", caregiverManages: Category.Plan);
        var blind = await Cast.PlayAsync(stage.World, database, "Blind", caregiverSees: Category.Appointments);
        var pages = await stage.PagesAsync("Page");
        var upload = database.Get<UploadLegalDocument>();

        await Assert.ThrowsAsync<RuleBroken>(() =>
            upload.RunAsync(looks.Caregiver, new(looks.Patient, null, Guid.CreateVersion7(), DocumentKind.Release, pages), default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            upload.RunAsync(blind.Caregiver, new(blind.Patient, null, Guid.CreateVersion7(), DocumentKind.Release, pages), default)
        );
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from files where patient_id in ($1, $2)", looks.Patient, blind.Patient)
        );
        Assert.Equal("access.refused", (await database.NotedAsync(blind.Caregiver.AccountId)).Single().Action);
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once_for_a_patient()
    {
        var (one, other) = (await stage.PagesAsync("The same"), await stage.PagesAsync("The same"));
        var upload = database.Get<UploadLegalDocument>();

        var first = await upload.RunAsync(
            Cast.Self,
            new(Cast.Patient, null, Guid.CreateVersion7(), DocumentKind.AdvanceDirective, one),
            default
        );
        var second = await upload.RunAsync(
            Cast.Self,
            new(Cast.Patient, null, Guid.CreateVersion7(), DocumentKind.HealthCarePowerOfAttorney, other),
            default
        );

        Assert.Equal((true, false), (first.FileIsNeeded, second.FileIsNeeded));
        Assert.NotEqual(first.DocumentId, second.DocumentId);
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from files where patient_id = $1", Cast.Patient));
    }

    [Fact]
    public async Task Many_at_once_keep_the_same_bytes_once()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.PagesAsync("At once")));

        var kept = await Task.WhenAll(
            pages.Select(page =>
                database
                    .Get<UploadLegalDocument>()
                    .RunAsync(Cast.Self, new(Cast.Patient, null, Guid.CreateVersion7(), DocumentKind.AdvanceDirective, page), default)
            )
        );

        Assert.Equal(1, kept.Count(k => k.FileIsNeeded));
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from files where patient_id = $1", Cast.Patient));
    }

    [Fact]
    public async Task An_upload_that_is_repeated_is_the_same_document()
    {
        var id = Guid.CreateVersion7();
        var upload = database.Get<UploadLegalDocument>();

        var first = await upload.RunAsync(
            Cast.Self,
            new(Cast.Patient, null, id, DocumentKind.Release, await stage.PagesAsync("Once")),
            default
        );
        var again = await upload.RunAsync(
            Cast.Self,
            new(Cast.Patient, null, id, DocumentKind.Release, await stage.PagesAsync("Once")),
            default
        );

        Assert.Equal((first.DocumentId, false), (again.DocumentId, again.FileIsNeeded));
        Assert.Equal(first.DocumentId, (await database.Get<LegalDocumentQueries>().UploadAsync(Cast.Self, Cast.Patient, id, default)).Kept);
        Assert.Null((await database.Get<LegalDocumentQueries>().UploadAsync(Cast.Caregiver, Cast.Patient, id, default)).Kept);
    }

    [Theory]
    [InlineData("unsigned", "Enter the day on which it was signed.")]
    [InlineData("signed tomorrow", "The day of the signature has not come yet.")]
    [InlineData("signed long ago", "The day of the signature is too long ago.")]
    [InlineData("by nobody", "Enter who signed it.")]
    [InlineData("run out", "This document has run out already.")]
    [InlineData("power without agent", "Enter at least one person who may decide")]
    [InlineData("release to nobody", "Enter at least one person or place")]
    [InlineData("order of nothing", "Say what the form orders")]
    public async Task What_is_missing_is_said(string what, string sentence)
    {
        var facts = DocumentStage.Facts();
        facts = what switch
        {
            "unsigned" => facts with { SignedOn = null },
            "signed tomorrow" => facts with { SignedOn = new(2026, 11, 24) },
            "signed long ago" => facts with { SignedOn = new(1899, 12, 31) },
            "by nobody" => facts with { SignedBy = " " },
            "run out" => facts with { ExpiresOn = new(2026, 11, 22) },
            "power without agent" => facts with { Kind = DocumentKind.HealthCarePowerOfAttorney },
            "release to nobody" => facts with { Kind = DocumentKind.Release },
            _ => facts with { Kind = DocumentKind.DnrPolst, Decisions = new() },
        };

        Assert.StartsWith(sentence, (await Assert.ThrowsAsync<RuleBroken>(() => stage.HandInAsync(Cast.Self, facts))).Message);
    }

    [Theory]
    [InlineData("Anna\0Lopez")]
    [InlineData("\u202Ezepol anna")]
    [InlineData("LONG")]
    public async Task Names_that_cannot_be_read_are_refused(string name)
    {
        var draft = await stage.UploadAsync(Cast.Self);
        var typed = name == "LONG" ? new string('x', 201) : name;

        await Assert.ThrowsAsync<RuleBroken>(() => stage.DescribeAsync(Cast.Self, draft, DocumentStage.Facts() with { SignedBy = typed }));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            stage.DescribeAsync(Cast.Self, draft, DocumentStage.Facts(agents: new AgentNamed(typed, null, null, null)))
        );
    }

    [Fact]
    public async Task An_account_is_named_only_of_somebody_whom_the_patient_lets_see_the_record()
    {
        var draft = await stage.UploadAsync(Cast.Self);
        var stranger = await stage.World.AccountAsync("Stranger", Hat.Caregiver);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            stage.DescribeAsync(Cast.Self, draft, DocumentStage.Facts(agents: new AgentNamed("Stranger", null, null, stranger)))
        );
        await stage.DescribeAsync(
            Cast.Self,
            draft,
            DocumentStage.Facts(agents: new AgentNamed("Ana", "1", "daughter", Cast.Caregiver.AccountId))
        );
        Assert.Equal(
            "Ana",
            (await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Self, Cast.Patient, draft, default)).Facts.Agents.Single().Name
        );
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_handed_in_unseen()
    {
        var draft = await stage.UploadAsync(Cast.Self);
        await stage.DescribeAsync(Cast.Self, draft);
        var seen = await stage.VersionAsync(draft);
        await stage.DescribeAsync(Cast.Self, draft, DocumentStage.Facts() with { SignedBy = "Somebody else" });

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<SubmitLegalDocument>().RunAsync(Cast.Self, new(Cast.Patient, draft, seen), default)
        );
    }

    [Fact]
    public async Task A_draft_is_dropped_by_whoever_made_it_and_its_file_goes_with_the_sweep()
    {
        var draft = await stage.UploadAsync(Cast.Self);
        var file = (await database.Get<LegalDocumentQueries>().PagesAsync(Cast.Self, Cast.Patient, draft, default)).Sealed;
        await database.Get<DropLegalDocument>().RunAsync(Cast.Self, new(Cast.Patient, draft), default);
        database.Clock.Advance(TimeSpan.FromHours(2));

        Assert.NotEqual(0, await database.Get<SweepFiles>().SweepAsync(default));
        Assert.Throws<FileDamaged>(() => database.Get<FileVault>().Open(file));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from files where patient_id = $1", Cast.Patient));
        var handedIn = await stage.HandInAsync(Cast.Self);
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<DropLegalDocument>().RunAsync(Cast.Self, new(Cast.Patient, handedIn), default)
        );
        database.Clock.Advance(TimeSpan.FromHours(-2));
    }

    [Fact]
    public async Task What_was_handed_in_cannot_be_changed_by_hand_past_the_portal()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);
        foreach (
            var change in new[]
            {
                "cpr = 'yes'",
                "signed_by = 'Me'",
                "state = 'accepted', reviewed_by = app.actor_id(), reviewed_at = app.actor_moment()",
                "kind = 'release'",
            }
        )
            await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(Cast.Caregiver, $"update legal_documents set {change} where id = $1", document)
            );
        Assert.Equal(
            "submitted no",
            await database.AsOwnerAsync<string>("select state || ' ' || cpr from legal_documents where id = $1", document)
        );
    }

    [Fact]
    public async Task Its_pages_are_read_back_from_where_they_are_kept()
    {
        var document = await stage.HandInAsync(Cast.Self, text: "The whole page");

        var pages = await database.Get<LegalDocumentQueries>().PagesAsync(Cast.Provider, Cast.Patient, document, default);
        using var read = new StreamReader(database.Get<FileVault>().Open(pages));

        Assert.Equal("The whole page", await read.ReadToEndAsync());
        Assert.Contains((await database.NotedAsync(Cast.Provider.AccountId)), n => n.Action == "legal-document.fetched");
    }
}
