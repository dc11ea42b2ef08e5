using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Audit;

/// <summary>A page that refreshes by itself is audited when it shows somebody new, and only about them.</summary>
public sealed class LiveRefreshTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_refresh_that_shows_the_same_people_is_no_entry()
    {
        var (carla, first, second) = await CaseloadAsync();

        Assert.Equal(2, await RefreshAsync(carla, first, second));
        Assert.Equal(2, await RefreshAsync(carla, second, first, Guid.CreateVersion7()));

        Assert.Empty(await database.NotedAsync(carla.AccountId));
    }

    [Fact]
    public async Task A_refresh_that_shows_somebody_new_is_one_entry_about_them_alone()
    {
        var (carla, first, second) = await CaseloadAsync();

        Assert.Equal(2, await RefreshAsync(carla, first));

        var entry = Assert.Single(await database.NotedAsync(carla.AccountId));
        Assert.Equal(("desk.read", "coordinator"), (entry.Action, entry.Hat));
        Assert.Equal([second], entry.Patients);
    }

    [Fact]
    public async Task A_first_reading_knows_nobody_and_is_about_all()
    {
        var (carla, first, second) = await CaseloadAsync();

        await RefreshAsync(carla);

        Assert.Equal(new[] { first, second }.Order(), Assert.Single(await database.NotedAsync(carla.AccountId)).Patients);
    }

    [Fact]
    public async Task A_refresh_that_shows_nobody_is_no_entry()
    {
        var nobody = new Actor(await world.AccountAsync("Nora", Hat.Coordinator), Hat.Coordinator);

        Assert.Equal(0, await RefreshAsync(nobody));

        Assert.Empty(await database.NotedAsync(nobody.AccountId));
    }

    [Fact]
    public async Task A_list_of_known_people_that_is_missing_hides_nobody()
    {
        var (carla, first, second) = await CaseloadAsync();

        await database.AsAppAsync<Guid?>(
            carla,
            "select app.audit_shown('desk.read', null) from app.show(array(select id from patients where id = any ($1)))",
            new[] { first, second }
        );

        Assert.Equal(2, Assert.Single(await database.NotedAsync(carla.AccountId)).Patients.Length);
    }

    private async Task<(Actor Carla, Guid First, Guid Second)> CaseloadAsync()
    {
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var (first, second) = (await world.PatientAsync("First"), await world.PatientAsync("Second"));
        await world.AssignCaseloadAsync(first, carla.AccountId);
        await world.AssignCaseloadAsync(second, carla.AccountId);
        return (carla, first, second);
    }

    private Task<int> RefreshAsync(Actor actor, params Guid[] known) =>
        database
            .Get<RecordReader>()
            .ReadListAsync(
                actor,
                new("desk.read", "read a desk"),
                [new("select id from patients order by id offset (select app.show(array(select id from patients)))")],
                async rows => (await rows.ListAsync<Guid>(default)).Count,
                known,
                default
            );
}
