using CareCoord.Access;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>
/// What the portal does by itself as time goes by, and who has read what. It is Monday 23 November 2026, 9 in the morning in Chicago.
/// </summary>
public sealed class TendLegalDocumentsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync()
    {
        database.Clock.Set(Monday);
        return stage.OpenAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_expires_when_its_last_day_is_over_where_the_patient_lives()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver, DocumentStage.Facts() with { ExpiresOn = new(2026, 11, 24) });
        // A quarter to midnight in Chicago.
        database.Clock.Set(new(2026, 11, 25, 5, 45, 0, TimeSpan.Zero));
        await TendAsync();
        Assert.Equal("accepted", await stage.StateAsync(document));

        database.Clock.Set(new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero));
        var tended = await Task.WhenAll(TendAsync(), TendAsync());

        Assert.Equal("expired", await stage.StateAsync(document));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from legal_document_entries where document_id = $1 and action = 'expired'",
                document
            )
        );
        foreach (var who in new[] { Cast.Self, Cast.Caregiver, Cast.Coordinator, Cast.Provider })
            Assert.Contains("document_expired", await stage.ToldAsync(who));
        Assert.Contains(
            await database.NotedAsync(Actor.Portal.AccountId),
            n => n.Action == "legal-document.expired" && n.SubjectId == document
        );
        Assert.All(tended, t => Assert.Empty(t.Stuck));
    }

    [Fact]
    public async Task A_provider_confirms_having_read_it_once()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);
        await database.Get<ConfirmReading>().RunAsync(Cast.Provider, new(Cast.Patient, document), default);
        var read = await database.AsOwnerAsync<DateTimeOffset>(
            "select confirmed_at from document_readings where document_id = $1",
            document
        );
        database.Clock.Advance(TimeSpan.FromHours(3));

        await database.Get<ConfirmReading>().RunAsync(Cast.Provider, new(Cast.Patient, document), default);

        Assert.Equal(
            read,
            await database.AsOwnerAsync<DateTimeOffset>("select confirmed_at from document_readings where document_id = $1", document)
        );
        Assert.Equal("legal-document.reading-confirmed", (await database.NotedAsync(Cast.Provider.AccountId)).Last().Action);
        foreach (var other in new[] { Cast.Self, Cast.Caregiver, Cast.Coordinator })
            await Assert.ThrowsAsync<RuleBroken>(() =>
                database.Get<ConfirmReading>().RunAsync(other, new(Cast.Patient, document), default)
            );
    }

    [Fact]
    public async Task Nobody_confirms_for_somebody_else()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);
        foreach (var other in new[] { Cast.Self, Cast.Coordinator })
            await database.AsAppAsync<object>(
                other,
                "update document_readings set confirmed_at = app.actor_moment() where document_id = $1",
                document
            );

        Assert.Null(
            await database.AsOwnerAsync<DateTimeOffset?>("select confirmed_at from document_readings where document_id = $1", document)
        );
    }

    [Fact]
    public async Task Who_has_not_read_it_is_reminded_after_two_days_and_the_coordinator_told()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);
        database.Clock.Advance(TimeSpan.FromHours(47));
        await TendAsync();
        Assert.Equal(["document_accepted"], await stage.ToldAsync(Cast.Provider));

        database.Clock.Advance(TimeSpan.FromHours(1));
        await TendAsync();
        await TendAsync();

        Assert.Equal(["document_accepted", "document_read_reminder"], await stage.ToldAsync(Cast.Provider));
        Assert.Equal(["document_unread"], await stage.ToldAsync(Cast.Coordinator));
        await database.Get<ConfirmReading>().RunAsync(Cast.Provider, new(Cast.Patient, document), default);
        database.Clock.Advance(TimeSpan.FromDays(3));
        await TendAsync();
        Assert.Equal(["document_accepted", "document_read_reminder"], await stage.ToldAsync(Cast.Provider));
    }

    [Fact]
    public async Task The_coordinator_reminds_by_hand_but_not_every_minute()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);
        var remind = database.Get<RemindReaders>();
        await Assert.ThrowsAsync<RuleBroken>(() => remind.RunAsync(Cast.Coordinator, new(Cast.Patient, document), default));
        database.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await remind.RunAsync(Cast.Coordinator, new(Cast.Patient, document), default));
        await Assert.ThrowsAsync<RuleBroken>(() => remind.RunAsync(Cast.Coordinator, new(Cast.Patient, document), default));
        foreach (var other in new[] { Cast.Self, Cast.Provider })
            await Assert.ThrowsAsync<RuleBroken>(() => remind.RunAsync(other, new(Cast.Patient, document), default));
        Assert.Contains((await database.NotedAsync(Cast.Coordinator.AccountId)), n => n.Action == "legal-document.readers-reminded");
    }

    [Fact]
    public async Task Who_joins_the_team_later_is_asked_too_and_who_has_left_is_not_reminded()
    {
        var document = await stage.InEffectAsync(Cast.Caregiver);
        var late = new Actor(await stage.World.AccountAsync("Late nurse", Hat.Provider), Hat.Provider);
        await stage.World.JoinTeamAsync(
            Cast.Patient,
            late.AccountId,
            await stage.World.ProviderAsync(late.AccountId),
            since: database.Clock.GetUtcNow()
        );
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", Cast.Member, database.Clock.GetUtcNow());

        await TendAsync();
        database.Clock.Advance(TimeSpan.FromDays(3));
        await TendAsync();

        Assert.Equal(["document_accepted", "document_read_reminder"], await stage.ToldAsync(late));
        Assert.Equal(["document_accepted"], await stage.ToldAsync(Cast.Provider));
        Assert.Equal(2, await database.AsOwnerAsync<long>("select count(*) from document_readings where document_id = $1", document));
    }

    private Task<DocumentsTended> TendAsync() => database.Get<TendLegalDocuments>().TendAsync(default);
}
