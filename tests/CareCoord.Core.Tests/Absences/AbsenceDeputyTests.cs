using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Organisations;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Absences;

/// <summary>Who stands in for somebody who is away, who may be chosen for it, and who reads the note.</summary>
public sealed class AbsenceDeputyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly World world = new(database);
    private Actor carla = null!;
    private Actor priya = null!;
    private Actor admin = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(Start);
        carla = new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        priya = new(await world.AccountAsync("Priya", Hat.Coordinator, Hat.Administrator), Hat.Coordinator);
        admin = new(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_deputy_is_the_one_of_the_absence_then_the_standing_one_then_nobody()
    {
        var third = await world.AccountAsync("Third", Hat.Coordinator);
        var choose = database.Get<ChooseDeputy>();
        Assert.Null(await Queries.DeputyOfAsync(Actor.Portal, carla.AccountId, Hat.Coordinator, default));

        await choose.RunAsync(carla, new(carla.AccountId, Hat.Coordinator, priya.AccountId), default);
        await choose.RunAsync(carla, new(carla.AccountId, Hat.Coordinator, third), default);
        Assert.Equal(
            new Deputy(third, "Third", null),
            await Queries.DeputyOfAsync(Actor.Portal, carla.AccountId, Hat.Coordinator, default)
        );
        Assert.Null(await Queries.DeputyOfAsync(priya, carla.AccountId, Hat.Provider, default));

        await PlanAsync(carla, Planned() with { Since = Start });
        Assert.Equal(
            new Deputy(priya.AccountId, "Priya", Start.AddDays(3)),
            await Queries.DeputyOfAsync(Actor.Portal, carla.AccountId, Hat.Coordinator, default)
        );
        Assert.Equal("Carla", Assert.Single(await Queries.AwayNowAsync(priya, default), a => a.AccountId == carla.AccountId).Name);
        var priyas = await Queries.AbsencesAsync(priya, priya.AccountId, Hat.Coordinator, default);
        Assert.Equal("Carla", Assert.Single(priyas.StandsInFor).Name);

        database.Clock.Set(Start.AddDays(3));
        Assert.Equal("Third", (await Queries.DeputyOfAsync(Actor.Portal, carla.AccountId, Hat.Coordinator, default))?.Name);
        await choose.RunAsync(carla, new(carla.AccountId, Hat.Coordinator, null), default);
        Assert.Null(await Queries.DeputyOfAsync(Actor.Portal, carla.AccountId, Hat.Coordinator, default));
        Assert.Equal(["absence.planned", "deputy.chosen", "deputy.chosen", "deputy.removed"], await DoneByAsync(carla));
        await Assert.ThrowsAsync<NotFound>(() => Queries.AwayNowAsync(carla with { Hat = Hat.Patient }, default));
        await Assert.ThrowsAsync<NotFound>(() =>
            Queries.DeputyOfAsync(carla with { Hat = Hat.Caregiver }, carla.AccountId, Hat.Coordinator, default)
        );
    }

    [Fact]
    public async Task Only_the_one_away_the_deputy_and_administrators_read_the_note()
    {
        await PlanAsync(carla, Planned(note: "At the dentist") with { Since = Start });
        var third = new Actor(await world.AccountAsync("Third", Hat.Coordinator), Hat.Coordinator);

        foreach (
            var (actor, note) in new[] { (carla, "At the dentist"), (priya, "At the dentist"), (admin, "At the dentist"), (third, null) }
        )
            Assert.Equal(note, Assert.Single(await Queries.AwayNowAsync(actor, default), a => a.AccountId == carla.AccountId).Note);
    }

    [Fact]
    public async Task Whoever_wears_the_hat_may_be_deputy_with_discipline_or_unit()
    {
        var unit = await database.SeedAsync<OrganisationUnit>(
            new { OrganisationId = await world.OrganisationAsync(), Name = "Care coordination" }
        );
        await world.JoinUnitAsync(unit.Id, priya.AccountId);
        var nurse = await world.AccountAsync("Nurse", Hat.Provider);
        await world.ProviderAsync(nurse);

        var deputies = (await Queries.AbsencesAsync(carla, carla.AccountId, Hat.Coordinator, default)).MayBeDeputy;

        Assert.Contains(new PossibleDeputy(priya.AccountId, "Priya", null, "Care coordination"), deputies);
        Assert.DoesNotContain(deputies, d => d.AccountId == carla.AccountId || d.AccountId == nurse);
    }

    private AbsenceQueries Queries => database.Get<AbsenceQueries>();

    private AbsencePlanned Planned(string? note = null) =>
        new(carla.AccountId, Hat.Coordinator, Start.AddDays(1), Start.AddDays(3), priya.AccountId, note);

    // In one moment of the test's clock the audit has no order.
    private async Task<IEnumerable<string>> DoneByAsync(Actor actor) =>
        (await database.NotedAsync(actor.AccountId))
            .Select(n => n.Action)
            .Where(a => !a.EndsWith(".read", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private Task<Guid> PlanAsync(Actor asker, AbsencePlanned planned) => database.Get<PlanAbsence>().RunAsync(asker, planned, default);
}
