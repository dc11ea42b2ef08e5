using CareCoord.Access;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>A coordinator of the patient, who did not hand it in, accepts or returns a document; what follows from that.</summary>
public sealed class ReviewLegalDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Accepts_it_and_the_team_is_asked_to_read_it()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.TakeUp);
        Assert.Equal("in_review", await stage.StateAsync(document));

        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept, "Thank you.");

        Assert.Equal("accepted", await stage.StateAsync(document));
        Assert.Equal(["document_accepted"], await stage.ToldAsync(Cast.Provider));
        Assert.Equal(["document_accepted"], await stage.ToldAsync(Cast.Caregiver));
        Assert.Contains("document_accepted", await stage.ToldAsync(Cast.Self));
        Assert.Equal(
            "done document_accepted",
            await database.AsOwnerAsync<string>("select state || ' ' || state_reason from care_tasks where about_id = $1", document)
        );
        Assert.Equal(
            ["legal-document.accepted", "legal-document.taken-up"],
            (await database.NotedAsync(Cast.Coordinator.AccountId)).Select(n => n.Action).Order(StringComparer.Ordinal)
        );
        var view = await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Coordinator, Cast.Patient, document, default);
        Assert.Equal([DocumentStep.Submitted, DocumentStep.TakenUp, DocumentStep.Accepted], view.History.Select(h => h.Step).Order());
        Assert.Equal(("Nurse of Rosa", null), (view.Readings.Single().Name, view.Readings.Single().ConfirmedAt));
    }

    [Fact]
    public async Task Returns_it_with_what_to_mend_and_it_comes_back()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);
        await Assert.ThrowsAsync<RuleBroken>(() => stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Return));

        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Return, "The second page is missing.");

        Assert.Equal("returned", await stage.StateAsync(document));
        Assert.Equal(["document_returned"], await stage.ToldAsync(Cast.Caregiver));
        Assert.Equal(document, await stage.UploadAsync(Cast.Caregiver, "Both pages", document: document));
        await stage.SubmitAsync(Cast.Caregiver, document);
        Assert.Equal("submitted", await stage.StateAsync(document));
        Assert.Equal(2, await database.AsOwnerAsync<long>("select count(*) from care_tasks where about_id = $1", document));
        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);
        Assert.Equal("accepted", await stage.StateAsync(document));
    }

    [Fact]
    public async Task Refuses_the_person_who_uploaded_it()
    {
        var document = await stage.HandInAsync(Cast.Coordinator);

        foreach (var verdict in Enum.GetValues<DocumentVerdict>())
            Assert.StartsWith(
                "You handed it in yourself",
                (await Assert.ThrowsAsync<RuleBroken>(() => stage.ReviewAsync(Cast.Coordinator, document, verdict, "Words"))).Message
            );
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                Cast.Coordinator,
                """
                update legal_documents set state = 'accepted', reviewed_by = app.actor_id(), reviewed_at = app.actor_moment() where id = $1
                """,
                document
            )
        );
    }

    [Fact]
    public async Task Refuses_everybody_who_does_not_coordinate_the_patient()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);
        var other = await Cast.PlayAsync(stage.World, database, "Other");

        foreach (var who in new[] { Cast.Self, Cast.Provider, Cast.Caregiver })
            await Assert.ThrowsAsync<RuleBroken>(() => stage.ReviewAsync(who, document, DocumentVerdict.Accept));
        await Assert.ThrowsAsync<NotFound>(() => stage.ReviewAsync(other.Coordinator, document, DocumentVerdict.Accept));
        Assert.Equal("submitted", await stage.StateAsync(document));
    }

    [Fact]
    public async Task Where_the_coordinator_handed_it_in_their_deputy_is_let_in_and_reviews_it()
    {
        var deputy = new Actor(await stage.World.AccountAsync("Priya", Hat.Coordinator), Hat.Coordinator);
        await new World(database).DeputyAsync(Cast.Coordinator, deputy.AccountId);

        var document = await stage.HandInAsync(Cast.Coordinator);

        Assert.Equal(["document_submitted"], await stage.ToldAsync(deputy));
        await stage.ReviewAsync(deputy, document, DocumentVerdict.Accept);
        Assert.Equal("accepted", await stage.StateAsync(document));
    }

    [Fact]
    public async Task Where_they_have_no_deputy_the_administrators_are_told_and_the_deputy_who_comes_later_is_asked()
    {
        var admin = new Actor(await stage.World.AccountAsync("Admin", Hat.Administrator), Hat.Administrator);
        var document = await stage.HandInAsync(Cast.Coordinator);
        Assert.Equal(["document_needs_reviewer"], await stage.ToldAsync(admin));

        var deputy = new Actor(await stage.World.AccountAsync("Priya", Hat.Coordinator), Hat.Coordinator);
        await new World(database).DeputyAsync(Cast.Coordinator, deputy.AccountId);
        await database.Get<TendLegalDocuments>().TendAsync(default);

        Assert.Equal(["document_submitted"], await stage.ToldAsync(deputy));
        await stage.ReviewAsync(deputy, document, DocumentVerdict.Return, "Please scan it again.");
    }

    [Fact]
    public async Task A_newer_version_takes_the_place_of_the_one_before_which_stays_readable()
    {
        var before = await stage.InEffectAsync(Cast.Caregiver);
        var after = await stage.InEffectAsync(Cast.Self);

        Assert.Equal(("superseded", "accepted"), (await stage.StateAsync(before), await stage.StateAsync(after)));
        var queries = database.Get<LegalDocumentQueries>();
        Assert.Equal(after, (await queries.DocumentAsync(Cast.Provider, Cast.Patient, before, default)).SupersededById);
        Assert.Equal(before, (await queries.DocumentAsync(Cast.Provider, Cast.Patient, after, default)).SupersedesId);
        Assert.Contains("document_superseded", await stage.ToldAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task Releases_stand_beside_each_other()
    {
        var to = new AgentNamed("Dr. Lee", null, "eye doctor", null);
        var one = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(DocumentKind.Release, to));
        var other = await stage.InEffectAsync(Cast.Self, DocumentStage.Facts(DocumentKind.Release, to));

        Assert.Equal(("accepted", "accepted"), (await stage.StateAsync(one), await stage.StateAsync(other)));
    }

    [Fact]
    public async Task Two_of_a_kind_are_never_in_effect_at_once_whoever_accepts_them()
    {
        var documents = new List<Guid>();
        for (var i = 0; i < 4; i++)
            documents.Add(await stage.HandInAsync(Cast.Caregiver));

        await Task.WhenAll(
            documents.Select(async document =>
            {
                try
                {
                    await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);
                }
                catch (RuleBroken)
                {
                    // Another was accepted in the same moment.
                }
            })
        );

        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from legal_documents where patient_id = $1 and state = 'accepted'",
                Cast.Patient
            )
        );
    }

    [Fact]
    public async Task What_the_scanner_has_not_seen_is_not_accepted()
    {
        var document = await stage.UploadAsync(Cast.Caregiver, scan: ScanState.Quarantined);
        await stage.DescribeAsync(Cast.Caregiver, document);
        await stage.SubmitAsync(Cast.Caregiver, document);

        Assert.StartsWith(
            "The virus scanner has not found it clean",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept))).Message
        );
    }

    [Fact]
    public async Task The_patient_takes_it_back_and_everybody_who_relied_on_it_is_told()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);

        await Assert.ThrowsAsync<RuleBroken>(() => stage.RevokeAsync(Cast.Coordinator, document));
        await stage.RevokeAsync(Cast.Self, document);

        Assert.Equal("revoked", await stage.StateAsync(document));
        Assert.Equal(["document_revoked"], await stage.ToldAsync(Cast.Coordinator));
        Assert.Contains("document_revoked", await stage.ToldAsync(Cast.Provider));
        await Assert.ThrowsAsync<RuleBroken>(() => stage.RevokeAsync(Cast.Self, document));
        Assert.Equal("legal-document.revoked", (await database.NotedAsync(Cast.Self.AccountId)).Last().Action);
    }

    [Fact]
    public async Task What_is_taken_back_before_its_review_is_not_to_be_reviewed_any_more()
    {
        var document = await stage.HandInAsync(Cast.Caregiver);

        await stage.RevokeAsync(Cast.Caregiver, document);

        Assert.Equal("done", await database.AsOwnerAsync<string>("select state from care_tasks where about_id = $1", document));
        await Assert.ThrowsAsync<RuleBroken>(() => stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept));
    }
}
