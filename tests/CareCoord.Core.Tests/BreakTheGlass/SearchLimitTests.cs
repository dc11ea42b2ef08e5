using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.BreakTheGlass;

/// <summary>Nobody goes through the records by guessing: 10 searches in 15 minutes, 30 in a day, whatever they found.</summary>
public sealed class SearchLimitTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Actor staff = null!;
    private Guid walter;

    public async Task InitializeAsync()
    {
        staff = new(await world.AccountAsync("Staff", Hat.Provider), Hat.Provider);
        walter = await world.PatientAsync($"Walter{staff.AccountId:N}");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_eleventh_in_a_quarter_of_an_hour_is_refused_and_finds_nobody_until_the_first_is_old()
    {
        for (var i = 0; i < 10; i++)
        {
            await SearchAsync(right: i % 2 == 0);
            database.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => SearchAsync(right: true));
        Assert.Contains("again in 5 minutes", refused.Message);
        var noted = await database.NotedAsync(staff.AccountId);
        Assert.Equal(("person.search-refused", 0), (noted[^1].Action, noted[^1].Patients.Length));

        // What is refused does not count: only the ten before it do.
        database.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<RuleBroken>(() => SearchAsync(right: true));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(walter, Assert.Single(await SearchAsync(right: true)).PatientId);
        await Assert.ThrowsAsync<RuleBroken>(() => SearchAsync(right: true));
    }

    [Fact]
    public async Task The_thirty_first_in_a_day_is_refused()
    {
        for (var i = 0; i < 30; i++)
        {
            await SearchAsync(right: false);
            database.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Contains("again in 19 hours", (await Assert.ThrowsAsync<RuleBroken>(() => SearchAsync(right: true))).Message);
        database.Clock.Advance(TimeSpan.FromHours(19));
        Assert.Single(await SearchAsync(right: true));
    }

    [Fact]
    public async Task Many_at_once_are_no_more_than_one_after_another()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(async i =>
                {
                    try
                    {
                        await SearchAsync(right: i % 2 == 0);
                        return true;
                    }
                    catch (RuleBroken)
                    {
                        return false;
                    }
                })
        );

        Assert.Equal(10, answers.Count(answered => answered));
        Assert.Equal(10, await database.AsOwnerAsync<long>("select count(*) from person_searches where account_id = $1", staff.AccountId));
    }

    [Fact]
    public async Task One_persons_searches_do_not_count_for_another_and_a_change_of_hat_is_no_fresh_start()
    {
        await world.HatAsync(staff.AccountId, Hat.Coordinator);
        for (var i = 0; i < 10; i++)
            await SearchAsync(right: false);

        await Assert.ThrowsAsync<RuleBroken>(() => SearchAsync(right: true, staff with { Hat = Hat.Coordinator }));
        Assert.Single(await SearchAsync(right: true, new(await world.AccountAsync("Other", Hat.Provider), Hat.Provider)));
    }

    [Fact]
    public async Task What_is_older_than_a_day_is_forgotten()
    {
        await SearchAsync(right: true);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await SearchAsync(right: true);

        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from person_searches where account_id = $1", staff.AccountId));
    }

    private Task<IReadOnlyList<FoundPerson>> SearchAsync(bool right, Actor? asker = null) =>
        database
            .Get<FindPerson>()
            .RunAsync(asker ?? staff, new(right ? $"Walter{staff.AccountId:N}" : "Somebody", "Example", new DateOnly(1955, 3, 4)), default);
}
