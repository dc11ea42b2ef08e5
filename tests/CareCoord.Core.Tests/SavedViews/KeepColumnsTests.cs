using CareCoord.Access;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.SavedViews;

/// <summary>The columns of a desk are kept as each who works there arranges them, and seen by nobody else.</summary>
public sealed class KeepColumnsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Kept = "select count(*)::integer from kept_columns where account_id = $1";
    private readonly World world = new(database);

    [Fact]
    public async Task They_are_kept_once_for_each_hat_and_desk_and_each_change_is_in_the_audit()
    {
        var one = await world.AccountAsync("Carla", Hat.Coordinator, Hat.Provider);
        await KeepAsync(new(one, Hat.Coordinator), Desk.Caseload, "person:20 why:40");
        await KeepAsync(new(one, Hat.Coordinator), Desk.Caseload, "person:25");
        await KeepAsync(new(one, Hat.Coordinator), Desk.Tasks, "what:40");
        await KeepAsync(new(one, Hat.Provider), Desk.Tasks, "what:50");

        Assert.Equal(3, await database.AsOwnerAsync<int>(Kept, one));
        Assert.Equal(
            "person:25",
            await database.AsOwnerAsync<string>("select columns from kept_columns where account_id = $1 and desk = 'caseload'", one)
        );
        Assert.Equal(4, (await database.NotedAsync(one)).Count(entry => entry.Action == "columns.kept" && entry.Patients.Length == 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("person")]
    [InlineData("person:20;drop table patients")]
    [InlineData("person:200")]
    [InlineData("person:20\n")]
    [InlineData("Person:20")]
    public async Task What_is_no_arrangement_is_refused(string columns) =>
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await KeepAsync(new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator), Desk.Caseload, columns)
        );

    [Fact]
    public async Task One_that_is_too_long_is_refused() =>
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await KeepAsync(
                new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator),
                Desk.Caseload,
                string.Join(' ', Enumerable.Repeat("person:20", 31))
            )
        );

    [Fact]
    public async Task Only_those_who_work_at_a_desk_and_wear_the_hat_keep_columns_of_it()
    {
        var one = await world.AccountAsync("One", Hat.Patient, Hat.Provider);
        foreach (var (hat, desk) in new[] { (Hat.Patient, Desk.Tasks), (Hat.Provider, Desk.Caseload), (Hat.Coordinator, Desk.Caseload) })
            await Assert.ThrowsAsync<NotFound>(() => KeepAsync(new(one, hat), desk, "person:20"));
        Assert.Equal(0, await database.AsOwnerAsync<int>(Kept, one));
    }

    private Task KeepAsync(Actor actor, Desk desk, string columns) =>
        database.Get<KeepColumns>().RunAsync(actor, new(desk, columns), default);
}
