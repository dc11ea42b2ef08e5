using CareCoord.Access;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.SavedViews;

/// <summary>Views of a desk are kept under names by those who work there, and seen by nobody else.</summary>
public sealed class SaveViewTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_view_is_kept_under_its_name_and_replaced_under_the_same_in_other_letters()
    {
        var carla = await CoordinatorAsync();

        await SaveAsync(carla, Desk.Caseload, "  Late  or at risk ", "?risk=High&late=true");
        await SaveAsync(carla, Desk.Caseload, "A first", "name=Br%C3%BCck%20e");
        await SaveAsync(carla, Desk.Tasks, "Late or at risk", "list=Late");
        var first = await ViewsAsync(carla, Desk.Caseload);
        await SaveAsync(carla, Desk.Caseload, "LATE or at risk", "risk=Rising");

        Assert.Equal(
            [("A first", "name=Br%C3%BCck%20e"), ("Late or at risk", "risk=High&late=true")],
            first.Select(v => (v.Name, v.Query))
        );
        Assert.Equal(
            [("A first", first[0].Id), ("LATE or at risk", first[1].Id)],
            (await ViewsAsync(carla, Desk.Caseload)).Select(v => (v.Name, v.Id))
        );
        Assert.Equal("risk=Rising", (await ViewsAsync(carla, Desk.Caseload))[1].Query);
        Assert.Equal("list=Late", Assert.Single(await ViewsAsync(carla, Desk.Tasks)).Query);
    }

    [Fact]
    public async Task Nobody_sees_or_removes_the_views_of_another_nor_ones_own_under_another_hat()
    {
        var carla = await CoordinatorAsync();
        var other = await CoordinatorAsync();
        await SaveAsync(carla, Desk.Tasks, "Mine", "list=Mine");
        var id = (await ViewsAsync(carla, Desk.Tasks))[0].Id;

        Assert.Empty(await ViewsAsync(other, Desk.Tasks));
        Assert.Empty(await ViewsAsync(carla with { Hat = Hat.Provider }, Desk.Tasks));
        await Assert.ThrowsAsync<NotFound>(() => RemoveAsync(other, id));
        await Assert.ThrowsAsync<NotFound>(() => RemoveAsync(carla with { Hat = Hat.Provider }, id));
        await SaveAsync(other, Desk.Tasks, "Mine", "list=Late");
        Assert.Equal("list=Mine", Assert.Single(await ViewsAsync(carla, Desk.Tasks)).Query);

        await RemoveAsync(carla, id);
        Assert.Empty(await ViewsAsync(carla, Desk.Tasks));
        Assert.Single(await ViewsAsync(other, Desk.Tasks));
    }

    [Fact]
    public async Task Only_those_who_work_at_a_desk_have_views_of_it()
    {
        var one = await world.AccountAsync("One", Hat.Patient, Hat.Provider, Hat.Administrator);
        await SaveAsync(new(one, Hat.Provider), Desk.Tasks, "Mine", "list=Mine");

        foreach (var actor in new[] { new Actor(one, Hat.Patient), new(one, Hat.Caregiver), new(one, Hat.Administrator), Actor.Portal })
        {
            await Assert.ThrowsAsync<NotFound>(() => SaveAsync(actor, Desk.Tasks, "Mine", ""));
            await Assert.ThrowsAsync<NotFound>(() => ViewsAsync(actor, Desk.Tasks));
        }

        await Assert.ThrowsAsync<NotFound>(() => SaveAsync(new(one, Hat.Provider), Desk.Caseload, "Mine", ""));
        await Assert.ThrowsAsync<NotFound>(() => ViewsAsync(new(one, Hat.Provider), Desk.Caseload));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("zero\0")]
    [InlineData("turned \u202E around")]
    [InlineData("half \uD800")]
    [InlineData("this name of a view goes on for one character more than sixty")]
    public async Task A_name_is_a_short_line_that_can_be_read(string name) =>
        await Assert.ThrowsAsync<RuleBroken>(async () => await SaveAsync(await CoordinatorAsync(), Desk.Tasks, name, "list=Mine"));

    [Theory]
    [InlineData("after=01990000")]
    [InlineData("password=x")]
    [InlineData("list=<script>")]
    [InlineData("list=Late\n")]
    [InlineData("list=%zz")]
    [InlineData("list=a b")]
    [InlineData("list=Late#there")]
    [InlineData("//elsewhere.test")]
    [InlineData("list=\0")]
    [InlineData("risk=High")]
    public async Task A_view_says_only_what_the_desk_understands(string query) =>
        await Assert.ThrowsAsync<RuleBroken>(async () => await SaveAsync(await CoordinatorAsync(), Desk.Tasks, "View", query));

    [Fact]
    public async Task A_view_of_everything_is_a_view_and_a_long_one_is_not()
    {
        var carla = await CoordinatorAsync();
        await SaveAsync(carla, Desk.Caseload, "<b>Everything</b>", null);
        await SaveAsync(carla, Desk.Caseload, "Long", "name=" + new string('a', 495));

        Assert.Equal(["", "name=" + new string('a', 495)], (await ViewsAsync(carla, Desk.Caseload)).Select(v => v.Query));
        await Assert.ThrowsAsync<RuleBroken>(() => SaveAsync(carla, Desk.Caseload, "Longer", "name=" + new string('a', 496)));
    }

    [Fact]
    public async Task Thirty_views_of_a_desk_are_the_most()
    {
        var carla = await CoordinatorAsync();
        for (var at = 0; at < SavedView.Most; at++)
            await SaveAsync(carla, Desk.Tasks, $"View {at}", "list=Mine");

        await Assert.ThrowsAsync<RuleBroken>(() => SaveAsync(carla, Desk.Tasks, "One more", "list=Mine"));
        await SaveAsync(carla, Desk.Tasks, "view 7", "list=Late");
        await SaveAsync(carla, Desk.Caseload, "One more", "");
        Assert.Equal(SavedView.Most, (await ViewsAsync(carla, Desk.Tasks)).Count);
    }

    [Fact]
    public async Task Saving_and_removing_are_audited_about_nobody_and_reading_them_is_not()
    {
        var carla = await CoordinatorAsync();
        await SaveAsync(carla, Desk.Tasks, "Late", "list=Late");
        var id = (await ViewsAsync(carla, Desk.Tasks))[0].Id;
        await RemoveAsync(carla, id);

        Assert.Equal(["view.removed", "view.saved"], (await database.NotedAsync(carla.AccountId)).Select(n => n.Action).Order());
        Assert.All(
            await database.NotedAsync(carla.AccountId),
            n => Assert.Equal(("saved_view", id, 0), (n.SubjectKind, n.SubjectId, n.Patients.Length))
        );
    }

    [Fact]
    public async Task The_database_refuses_a_view_in_another_name()
    {
        var (carla, other) = (await CoordinatorAsync(), await CoordinatorAsync());

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                carla,
                "insert into saved_views values ($1, $2, 'coordinator', 'tasks', 'Mine', '', now())",
                Guid.CreateVersion7(),
                other.AccountId
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<Actor> CoordinatorAsync() => new(await world.AccountAsync("Carla", Hat.Coordinator, Hat.Provider), Hat.Coordinator);

    private Task SaveAsync(Actor actor, Desk desk, string name, string? query) =>
        database.Get<SaveView>().RunAsync(actor, new(desk, name, query), default);

    private Task RemoveAsync(Actor actor, Guid id) => database.Get<RemoveView>().RunAsync(actor, new(id), default);

    private Task<List<SavedView>> ViewsAsync(Actor actor, Desk desk) => database.Get<SavedViewQueries>().ViewsAsync(actor, desk, default);
}
