using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using Npgsql;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>
/// A grant that rests on a document begins when it is accepted and ends with it. A springing one holds only while the patient cannot
/// decide.
/// </summary>
public sealed class GrantOnDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
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
    public async Task It_ends_when_the_document_is_taken_back()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver, Power(), Cast.Grant);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        await stage.RevokeAsync(Cast.Self, document);

        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        Assert.Contains(
            (await database.NotedAsync(Cast.Coordinator.AccountId)),
            n => n.Action == "proxy-grant.rests-on-document" && n.SubjectId == Cast.Grant
        );
    }

    [Fact]
    public async Task It_begins_when_the_document_is_accepted()
    {
        var document = await stage.HandInAsync(Cast.Self, Power());
        await database.AsOwnerAsync("update proxy_grants set rests_on_document_id = $2 where id = $1", Cast.Grant, document);
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        database.Clock.Advance(TimeSpan.FromHours(1));

        await stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept);

        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        database.Clock.Advance(TimeSpan.FromMinutes(-30));
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task It_ends_with_the_last_day_before_anybody_has_noted_that()
    {
        await stage.InEffectAsync(Cast.Caregiver, Power() with { ExpiresOn = new(2026, 11, 24) }, Cast.Grant);

        database.Clock.Set(new(2026, 11, 25, 5, 59, 59, TimeSpan.Zero));
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        database.Clock.Set(new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero));
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task It_goes_on_with_a_newer_version_that_names_them_and_ends_with_one_that_does_not()
    {
        await stage.InEffectAsync(Cast.Caregiver, Power(), Cast.Grant);
        var newer = await stage.InEffectAsync(Cast.Self, Power());
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        Assert.Equal(newer, await database.AsOwnerAsync<Guid>("select rests_on_document_id from proxy_grants where id = $1", Cast.Grant));

        await stage.InEffectAsync(
            Cast.Self,
            DocumentStage.Facts(DocumentKind.HealthCarePowerOfAttorney, new AgentNamed("Somebody else", null, null, null))
        );

        Assert.False(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task What_is_its_holders_beside_it_is_named_to_those_who_may_end_it()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver, Power(), Cast.Grant);
        await stage.HandInAsync(Cast.Caregiver, DocumentStage.Facts(DocumentKind.AdvanceDirective));
        var grants = database.Get<GrantQueries>();

        foreach (var asker in new[] { Cast.Self, Cast.Coordinator })
        {
            var others = (await grants.GrantAsync(asker, Cast.Patient, Cast.Grant, default)).Dependants;
            Assert.Contains(new GrantDependant(GrantDependantKind.Named, "health_care_power_of_attorney"), others);
            Assert.Contains(new GrantDependant(GrantDependantKind.HandedIn, "advance_directive"), others);
        }

        await stage.RevokeAsync(Cast.Self, document);
        Assert.DoesNotContain(
            (await grants.GrantAsync(Cast.Self, Cast.Patient, Cast.Grant, default)).Dependants,
            one => one.Kind == GrantDependantKind.Named
        );
    }

    [Fact]
    public async Task Its_holder_its_giver_and_who_looks_through_its_holders_eyes_read_on_what_it_rests()
    {
        // Without the right to see who can see the record, as everybody who was invited.
        await database.AsOwnerAsync(
            "update proxy_grants set view_bits = view_bits & ~128, manage_bits = manage_bits & ~128 where id = $1",
            Cast.Grant
        );
        var (grants, people, documents) = (
            database.Get<GrantQueries>(),
            database.Get<CaregiverQueries>(),
            database.Get<LegalDocumentQueries>()
        );
        Assert.Null((await grants.GrantAsync(Cast.Self, Cast.Patient, Cast.Grant, default)).Grant.RestsOn);
        Assert.Null(Assert.Single(await people.CaredForAsync(Cast.Caregiver, default)).RestsOn);

        var document = await stage.InEffectAsync(Cast.Caregiver, Power(), Cast.Grant);

        var rests = new RestsOn(document, "health_care_power_of_attorney", true, false);
        foreach (var asker in new[] { Cast.Self, Cast.Coordinator })
            Assert.Equal(rests, (await grants.GrantAsync(asker, Cast.Patient, Cast.Grant, default)).Grant.RestsOn);
        Assert.Equal(rests, Assert.Single(await people.CaredForAsync(Cast.Caregiver, default)).RestsOn);
        Assert.True(
            Assert.Single((await documents.DocumentAsync(Cast.Caregiver, Cast.Patient, document, default)).Grants)
                is { Name: null, RestsOnIt: true }
        );

        var session = await new World(database).SignInAsync(Cast.Self.AccountId);
        await database.Get<PreviewGrant>().RunAsync(Cast.Self, new(Cast.Patient, session, Cast.Grant), default);
        var looking = Cast.Self with { Hat = Hat.Preview };
        Assert.Equal(rests, Assert.Single(await people.CaredForAsync(looking, default)).RestsOn);
        Assert.True(
            Assert.Single((await documents.DocumentAsync(looking, Cast.Patient, document, default)).Grants)
                is { Name: null, RestsOnIt: true }
        );

        // Nobody's but their own.
        var other = await stage.World.GrantAsync(
            Cast.Patient,
            await stage.World.AccountAsync("Zoe Other", Hat.Caregiver),
            Category.LegalDocuments
        );
        await database.AsOwnerAsync("update proxy_grants set rests_on_document_id = $2 where id = $1", other, document);
        Assert.True(await database.AsAppAsync<bool>(Cast.Caregiver, "select app.my_grant_rests_on($1, $2) is null", Cast.Patient, other));
        await stage.RevokeAsync(Cast.Self, document);
        Assert.Equal(
            rests with
            {
                IsInEffect = false,
            },
            (await grants.GrantAsync(Cast.Self, Cast.Patient, Cast.Grant, default)).Grant.RestsOn
        );
    }

    [Fact]
    public async Task It_rests_only_on_a_document_that_names_its_holder()
    {
        var document = await stage.HandInAsync(
            Cast.Caregiver,
            DocumentStage.Facts(DocumentKind.HealthCarePowerOfAttorney, new AgentNamed("Somebody else", null, null, null))
        );

        Assert.StartsWith(
            "A permission can rest on this document only",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    stage.ReviewAsync(Cast.Coordinator, document, DocumentVerdict.Accept, null, Cast.Grant)
                )
            ).Message
        );
        Assert.Equal("submitted", await stage.StateAsync(document));
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<bool>(Cast.Caregiver, "select app.rest_grant($1, $2, $3)", Cast.Patient, Cast.Grant, document)
        );
    }

    [Fact]
    public async Task A_springing_power_holds_only_while_an_incapacity_stands()
    {
        await stage.InEffectAsync(Cast.Self, Power() with { Springing = true }, Cast.Grant);
        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        foreach (var other in new[] { Cast.Self, Cast.Coordinator })
            await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(other));

        await RecordAsync(Cast.Provider);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(Cast.Provider));
        Assert.Contains("incapacity_recorded", await stage.ToldAsync(Cast.Self));
        Assert.Contains("incapacity_recorded", await stage.ToldAsync(Cast.Caregiver));

        database.Clock.Advance(TimeSpan.FromHours(5));
        var incapacity = await database.AsOwnerAsync<Guid>("select id from incapacities where patient_id = $1", Cast.Patient);
        await Assert.ThrowsAsync<RuleBroken>(() => LiftAsync(Cast.Coordinator, incapacity));
        await LiftAsync(Cast.Provider, incapacity);

        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        await Assert.ThrowsAsync<RuleBroken>(() => LiftAsync(Cast.Provider, incapacity));
        Assert.Equal(
            ["incapacity.recorded", "incapacity.lifted"],
            (await database.NotedAsync(Cast.Provider.AccountId))
                .Select(n => n.Action)
                .Where(a => a.StartsWith("incapacity", StringComparison.Ordinal))
                .Distinct()
        );
    }

    [Fact]
    public async Task An_incapacity_for_a_time_ends_by_itself()
    {
        await stage.InEffectAsync(Cast.Self, Power() with { Springing = true }, Cast.Grant);
        await database.Get<RecordIncapacity>().RunAsync(Cast.Provider, new(Cast.Patient, "Under anaesthesia.", new(2026, 11, 23)), default);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));

        database.Clock.Set(new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));

        Assert.False(await stage.SeesAsync(Cast.Caregiver));
        await RecordAsync(Cast.Provider);
        Assert.True(await stage.SeesAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task A_grant_that_rests_on_nothing_holds_whatever_becomes_of_documents()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver, Power());
        await stage.RevokeAsync(Cast.Self, document);

        Assert.True(await stage.SeesAsync(Cast.Caregiver));
    }

    private DocumentFacts Power() =>
        DocumentStage.Facts(
            DocumentKind.HealthCarePowerOfAttorney,
            new AgentNamed("Ana", "(773) 555-0104", "daughter", Cast.Caregiver.AccountId)
        );

    private Task RecordAsync(Actor by) =>
        database.Get<RecordIncapacity>().RunAsync(by, new(Cast.Patient, "She does not know where she is.", null), default);

    private Task LiftAsync(Actor by, Guid incapacity) =>
        database.Get<LiftIncapacity>().RunAsync(by, new(Cast.Patient, incapacity, "She is awake again."), default);
}
