using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>Whoever ends a place on a care team reads first what depends on it.</summary>
public sealed class TeamDependantTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_depends_on_a_place_is_named_before_it_ends()
    {
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(3));
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(-3), "kept");
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        await database.AsOwnerAsync("update goals set owner_member_id = $2 where patient_id = $1", cast.Patient, cast.Member);
        var away = new Actor(await world.AccountAsync("Away", Hat.Provider), Hat.Provider);
        await world.JoinTeamAsync(cast.Patient, away.AccountId, await world.ProviderAsync(away.AccountId));
        await world.AbsenceAsync(away, cast.Provider.AccountId);

        var place = await database.Get<CareTeamQueries>().PlaceAsync(cast.Coordinator, cast.Patient, cast.Member, default);

        Assert.Equal(
            2,
            place.Dependants.Count(one => one.Kind == TeamDependantKind.Visit && one.About == "Check" && one.At > place.Team.At)
        );
        Assert.Contains(place.Dependants, one => one is { Kind: TeamDependantKind.Activity, About: "Walk" });
        Assert.Contains(place.Dependants, one => one.Kind == TeamDependantKind.Goal);
        Assert.Contains(place.Dependants, one => one is { Kind: TeamDependantKind.StandIn, About: "Away" });
        Assert.Equal(place.Dependants.OrderBy(one => one.Kind), place.Dependants);
        Assert.Empty(
            (await database.Get<CareTeamQueries>().PlaceAsync(cast.Coordinator, cast.Patient, Guid.CreateVersion7(), default)).Dependants
        );
    }
}
