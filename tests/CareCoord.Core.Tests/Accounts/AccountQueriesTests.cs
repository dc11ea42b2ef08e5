using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>The administrator's list of accounts.</summary>
public sealed class AccountQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task Nobody_but_an_administrator_is_answered()
    {
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.Administrator))
            await Assert.ThrowsAsync<NotFound>(async () =>
                await database.Get<AccountQueries>().AccountsAsync(new(Guid.CreateVersion7(), hat), null, default)
            );
    }

    [Fact]
    public async Task It_counts_hats_and_says_who_rests_and_who_has_a_second_factor()
    {
        var ada = await world.AccountAsync("Ada", Hat.Administrator, Hat.Provider);
        var now = database.Clock.GetUtcNow();
        await database.AsOwnerAsync(
            "update accounts set password_hash = 'x', two_factor_enabled = true, lockout_end = $2 where id = $1",
            ada,
            now.AddMinutes(5)
        );

        var view = await PageAsync(null);

        var row = Assert.Single(view.Accounts.Items, a => a.Id == ada);
        Assert.Equal(("Ada", now.AddMinutes(5), true), (row.Name, row.RestsUntil, row.SecondFactor));
        Assert.Equal(
            [Hat.Administrator, Hat.Provider],
            row.Hats.Order(Comparer<Hat>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())))
        );
        Assert.Equal(1, view.Resting);
        Assert.Contains(view.Hats, h => h is { Hat: Hat.Administrator, Accounts: >= 1 });
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await PageAsync(null)).Accounts.Items.Single(a => a.Id == ada).RestsUntil);
        Assert.DoesNotContain(view.Accounts.Items, a => a.Id == Actor.Portal.AccountId);
    }

    [Fact]
    public async Task People_of_the_same_name_are_read_on_without_gaps_and_without_doubles()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 105; i++)
        {
            people.Add(await world.AccountAsync("Same | name"));
            await database.AsOwnerAsync("update accounts set password_hash = 'x' where id = $1", people[^1]);
        }

        var read = new List<Guid>();
        string? key = null;
        do
        {
            var page = (await PageAsync(key)).Accounts;
            read.AddRange(page.Items.Select(a => a.Id));
            key = page.Next;
        } while (key is not null && read.Count < 500);

        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Empty(people.Except(read));
    }

    [Fact]
    public async Task Whoever_holds_the_hat_no_more_is_shown_nobody()
    {
        var former = await world.AccountAsync("Former", Hat.Administrator);
        await database.AsOwnerAsync("delete from account_hats where account_id = $1", former);

        var view = await database.Get<AccountQueries>().AccountsAsync(new(former, Hat.Administrator), null, default);

        Assert.Empty(view.Accounts.Items);
        Assert.Equal(0, view.Resting);
    }

    private async Task<AccountsView> PageAsync(string? key) =>
        await database
            .Get<AccountQueries>()
            .AccountsAsync(new(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator), key, default);
}
