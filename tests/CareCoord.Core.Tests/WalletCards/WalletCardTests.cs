using CareCoord.Access;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.WalletCards;

/// <summary>A card is made and ended by the patient or a proxy, opened by its PIN, and shows what is in effect while it holds.</summary>
public sealed class WalletCardTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    private WalletCardSessions Visits => database.Get<WalletCardSessions>();

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Rosa");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Shows_what_is_in_effect_and_carries_no_label_to_whoever_knows_the_PIN()
    {
        var directive = await DocumentAsync("advance_directive");
        await world.AgentAsync(cast.Patient, directive, "Ana Reyes");
        await DocumentAsync("release");
        await DocumentAsync("dnr_polst", "submitted");
        await DocumentAsync("guardianship_order", labels: Category.Hiv);
        var card = await MakeAsync(cast.Self);

        var shown = await OpenAsync(card);

        Assert.Equal(("Rosa Example", directive), (shown.Name, shown.Documents.Single().Id));
        Assert.Equal(("Ana Reyes", "(773) 555-0104"), (shown.Documents[0].Facts.Agents[0].Name, shown.Documents[0].Facts.Agents[0].Phone));
        Assert.Single(
            await database.NotedAsync(Actor.Card.AccountId),
            noted => noted.Action == "wallet-card.opened" && noted.Patients.Contains(cast.Patient)
        );
        Assert.Equal("card_opened", await LastToldAsync());
        Assert.Contains(
            (await database.Get<CareCoord.AccessHistory.AccessHistoryQueries>().WhoCanSeeAsync(cast.Self, cast.Patient, null, default))
                .Did
                .Items,
            did => did is { Name: "Somebody", Hat: Hat.Card, Action: "wallet-card.opened" }
        );
    }

    [Fact]
    public async Task Is_made_for_a_month_to_two_years_by_the_patient_or_a_proxy_who_manages_and_by_nobody_else()
    {
        foreach (var months in new[] { 0, -1, 25, int.MaxValue })
            await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync(cast.Self, months));
        foreach (var who in new[] { cast.Coordinator, cast.Provider })
            await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync(who));
        var other = await Cast.PlayAsync(world, database, "Other", caregiverManages: Category.None);
        await Assert.ThrowsAsync<NotFound>(() => MakeAsync(other.Self));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<MakeWalletCard>().RunAsync(other.Caregiver, new(other.Patient, 12), default)
        );

        await MakeAsync(cast.Caregiver, 24);

        Assert.Equal("card_made", await LastToldAsync());
        Assert.Contains((await database.NotedAsync(cast.Caregiver.AccountId)), noted => noted.Action == "wallet-card.made");
        for (var i = 0; i < 9; i++)
            await MakeAsync(cast.Self, 1);
        Assert.StartsWith("There are ten cards", (await Assert.ThrowsAsync<RuleBroken>(() => MakeAsync(cast.Self))).Message);
    }

    [Fact]
    public async Task Nothing_that_is_kept_gives_token_or_PIN_away()
    {
        var card = await MakeAsync(cast.Self);

        var kept = await database.AsOwnerAsync<string>("select string_agg(c::text, ' ') from wallet_cards c where c.id = $1", card.Id);
        Assert.DoesNotContain(card.Token, kept!);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(card.Token)), kept!);
        Assert.Matches("^[0-9]{6}$", card.Pin);
        Assert.Matches("^[A-Za-z0-9_-]{32}$", card.Token);
    }

    [Fact]
    public async Task Five_wrong_PINs_rest_it_for_15_minutes_and_the_patient_is_told()
    {
        var card = await MakeAsync(cast.Self);
        for (var i = 0; i < 4; i++)
            Assert.StartsWith("That is not the PIN", (await Visits.TryAsync(Actor.Card, card.Token, Wrong(card), default)).Problem);

        Assert.StartsWith("That was wrong too often.", (await Visits.TryAsync(Actor.Card, card.Token, Wrong(card), default)).Problem);

        Assert.Equal("card_rests", await LastToldAsync());
        Assert.Null((await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default)).Visit);
        Assert.NotNull(await Visits.LookAsync(Actor.Card, card.Token, default));
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("Rosa Example", (await OpenAsync(card)).Name);
    }

    [Fact]
    public async Task Many_wrong_PINs_at_once_are_no_more_than_one_after_another()
    {
        var card = await MakeAsync(cast.Self);

        var tried = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Visits.TryAsync(Actor.Card, card.Token, Wrong(card), default)));

        Assert.All(tried, one => Assert.Null(one.Visit));
        Assert.Equal(5, await database.AsOwnerAsync<int>("select wrong from wallet_cards where id = $1", card.Id));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from notifications where account_id = $1 and kind = 'card_rests'",
                cast.Self.AccountId
            )
        );
    }

    [Fact]
    public async Task The_twentieth_wrong_PIN_closes_it_for_good()
    {
        var card = await MakeAsync(cast.Self);
        for (var i = 0; i < 19; i++)
        {
            await Visits.TryAsync(Actor.Card, card.Token, Wrong(card), default);
            database.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        await Assert.ThrowsAsync<NotFound>(() => Visits.TryAsync(Actor.Card, card.Token, Wrong(card), default));

        Assert.Equal("card_closed", await LastToldAsync());
        await Assert.ThrowsAsync<NotFound>(() => Visits.TryAsync(Actor.Card, card.Token, card.Pin, default));
        await Assert.ThrowsAsync<NotFound>(() => Visits.LookAsync(Actor.Card, card.Token, default));
    }

    [Fact]
    public async Task Revoked_while_it_is_open_nothing_more_is_shown()
    {
        var directive = await DocumentAsync("advance_directive");
        var card = await MakeAsync(cast.Self);
        var visit = (await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default)).Visit!;
        Assert.Equal(1, (await Visits.PageAsync(Actor.Card, card.Token, visit, directive, 1, picture: false, default)).Pages);

        await database.Get<RevokeWalletCard>().RunAsync(cast.Self, new(cast.Patient, card.Id), default);

        await Assert.ThrowsAsync<NotFound>(() => Visits.LookAsync(Actor.Card, card.Token, default));
        Assert.Null(await Visits.ReadAsync(Actor.Card, card.Token, visit, default));
        await Assert.ThrowsAsync<NotFound>(() => Visits.PageAsync(Actor.Card, card.Token, visit, directive, 1, picture: true, default));
        await Assert.ThrowsAsync<NotFound>(() => Visits.TryAsync(Actor.Card, card.Token, card.Pin, default));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<RevokeWalletCard>().RunAsync(cast.Self, new(cast.Patient, card.Id), default)
        );
    }

    [Fact]
    public async Task A_visit_ends_after_20_minutes_and_a_card_on_its_day()
    {
        var card = await MakeAsync(cast.Self, 1);
        var visit = (await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default)).Visit!;
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Null(await Visits.ReadAsync(Actor.Card, card.Token, visit, default));
        await OpenAsync(card);

        database.Clock.Advance(TimeSpan.FromDays(31));

        await Assert.ThrowsAsync<NotFound>(() => Visits.TryAsync(Actor.Card, card.Token, card.Pin, default));
    }

    [Fact]
    public async Task A_visit_is_to_its_own_card_and_shows_nothing_else()
    {
        var other = await Cast.PlayAsync(world, database, "Other");
        var foreign = await world.DocumentAsync(other.Patient, other.Caregiver, reviewedBy: other.Coordinator.AccountId);
        var waiting = await DocumentAsync("dnr_polst", "submitted");
        var labelled = await DocumentAsync("guardianship_order", labels: Category.Hiv);
        var mine = await DocumentAsync("advance_directive");
        var card = await MakeAsync(cast.Self);
        var theirs = await database.Get<MakeWalletCard>().RunAsync(other.Self, new(other.Patient, 1), default);
        var visit = (await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default)).Visit!;

        Assert.Null(await Visits.ReadAsync(Actor.Card, theirs.Token, visit, default));
        foreach (
            var (document, page) in new[] { (foreign, 1), (waiting, 1), (labelled, 1), (mine, 0), (mine, 2), (mine, -1), (Guid.Empty, 1) }
        )
            await Assert.ThrowsAsync<NotFound>(() =>
                Visits.PageAsync(Actor.Card, card.Token, visit, document, page, picture: false, default)
            );
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                Actor.Card,
                "select (select count(*) from legal_documents) + (select count(*) from patients) + (select count(*) from notifications)"
            )
        );
    }

    [Fact]
    public async Task A_page_and_its_picture_are_one_entry_of_the_audit()
    {
        var directive = await DocumentAsync("advance_directive");
        var card = await MakeAsync(cast.Self);
        var visit = (await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default)).Visit!;

        foreach (var picture in new[] { false, true, true })
            await Visits.PageAsync(Actor.Card, card.Token, visit, directive, 1, picture, default);

        Assert.Equal(
            1,
            (await database.NotedAsync(Actor.Card.AccountId)).Count(noted =>
                noted.Action == "wallet-card.page-read" && noted.Patients.Contains(cast.Patient)
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("' or 1=1 --")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task A_token_that_is_none_is_not_there(string token)
    {
        await Assert.ThrowsAsync<NotFound>(() => Visits.LookAsync(Actor.Card, token, default));
        await Assert.ThrowsAsync<NotFound>(() => Visits.TryAsync(Actor.Card, token, "123456", default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("12345\0")]
    public async Task What_cannot_be_a_PIN_is_no_try(string? pin)
    {
        var card = await MakeAsync(cast.Self);

        Assert.Equal("Enter the 6 digits of the PIN.", (await Visits.TryAsync(Actor.Card, card.Token, pin, default)).Problem);
        Assert.Equal(0, await database.AsOwnerAsync<int>("select wrong from wallet_cards where id = $1", card.Id));
    }

    private async Task<WalletCardContent> OpenAsync(NewWalletCard card)
    {
        var tried = await Visits.TryAsync(Actor.Card, card.Token, card.Pin, default);
        Assert.Null(tried.Problem);
        return (await Visits.ReadAsync(Actor.Card, card.Token, tried.Visit, default))!;
    }

    private Task<NewWalletCard> MakeAsync(Actor who, int months = 12) =>
        database.Get<MakeWalletCard>().RunAsync(who, new(cast.Patient, months), default);

    private static string Wrong(NewWalletCard card) => card.Pin == "000000" ? "111111" : "000000";

    private Task<string?> LastToldAsync() =>
        database.AsOwnerAsync<string>(
            "select kind from notifications where account_id = $1 and kind like 'card%' order by at desc, id desc limit 1",
            cast.Self.AccountId
        );

    private Task<Guid> DocumentAsync(string kind, string state = "accepted", Category labels = Category.None) =>
        world.DocumentAsync(cast.Patient, cast.Caregiver, state, kind, cast.Coordinator.AccountId, labels: labels);
}
