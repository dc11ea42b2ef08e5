using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>Attempts to sign in are counted before they are checked.</summary>
public sealed class SignInAttemptsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private SignInAttempts Attempts => database.Get<SignInAttempts>();

    [Fact]
    public async Task However_many_come_at_once_five_are_checked_and_then_the_account_rests_a_quarter_of_an_hour()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);

        var checkedNow = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => CountsAsync(id)));

        Assert.Equal(SignInAttempts.Most, checkedNow.Count(passed => passed));
        database.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.False(await CountsAsync(id));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await CountsAsync(id));
    }

    [Fact]
    public async Task At_the_address_and_at_the_account_it_is_one_count()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        var email = (await database.AsOwnerAsync<string>("select normalized_email from accounts where id = $1", id))!;

        for (var i = 0; i < 3; i++)
            Assert.Equal((id, id), await ByEmailAsync(email) is var tried ? (tried.AccountId, tried.Account?.Id) : default);
        Assert.True(await CountsAsync(id));
        Assert.NotNull((await Attempts.OfAsync(new(id, Hat.Patient), id, default)).Account);

        Assert.Equal((id, null), await ByEmailAsync(email) is var resting ? (resting.AccountId, resting.Account?.Id) : default);
        Assert.Equal((null, null), await ByEmailAsync("NOBODY@EXAMPLE.TEST") is var none ? (none.AccountId, none.Account?.Id) : default);
        Assert.Equal(0, await FailedAsync(Actor.Portal.AccountId));
    }

    [Fact]
    public async Task A_right_one_wipes_the_slate_and_half_a_right_one_only_itself()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        for (var i = 0; i < 3; i++)
            await CountsAsync(id);

        await CountsAsync(id);
        await Attempts.HalfRightAsync(Actor.Portal, id, default);
        Assert.Equal(3, await FailedAsync(id));
        await CountsAsync(id);
        await InAsync(Actor.Portal, db => Attempts.RightAsync(db, id, default));

        Assert.Equal(0, await FailedAsync(id));
    }

    [Fact]
    public async Task A_code_is_taken_once_also_by_many_at_once_and_by_each_account_for_itself()
    {
        var (walter, denise) = (await world.AccountAsync("Walter", Hat.Patient), await world.AccountAsync("Denise", Hat.Patient));

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakesAsync(walter, "123456")));

        Assert.Single(taken, passed => passed);
        Assert.True(await TakesAsync(denise, "123456"));
        Assert.True(await TakesAsync(walter, "654321"));
    }

    [Fact]
    public async Task For_nobodys_account_there_is_nothing_to_check() => Assert.False(await CountsAsync(Guid.CreateVersion7()));

    [Fact]
    public async Task Each_try_and_what_came_of_it_is_in_the_audit()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        await ByEmailAsync((await database.AsOwnerAsync<string>("select normalized_email from accounts where id = $1", id))!);
        await Attempts.HalfRightAsync(Actor.Portal, id, default);
        await Attempts.OfAsync(Actor.Portal, id, default);
        await Attempts.OfAsync(new(id, Hat.Patient), id, default);

        Assert.Equal(
            ["account.second-step-asked", "account.sign-in-tried", "account.sign-in-tried"],
            (await database.NotedAsync(Actor.Portal.AccountId)).Where(e => e.SubjectId == id).Select(e => e.Action).Order()
        );
        Assert.Equal(["account.password-tried"], (await database.NotedAsync(id)).Select(e => e.Action));
    }

    [Fact]
    public async Task One_tries_nobody_elses_account()
    {
        var (walter, denise) = (await world.AccountAsync("Walter", Hat.Patient), await world.AccountAsync("Denise", Hat.Patient));

        await Assert.ThrowsAsync<PostgresException>(() => Attempts.OfAsync(new(walter, Hat.Patient), denise, default));
        await Assert.ThrowsAsync<PostgresException>(() => Attempts.ByEmailAsync(new(walter, Hat.Patient), "X", default));

        Assert.Equal(0, await FailedAsync(denise));
    }

    private async Task<bool> CountsAsync(Guid id) => (await Attempts.OfAsync(Actor.Portal, id, default)).Account is not null;

    private Task<TriedAccount> ByEmailAsync(string key) => Attempts.ByEmailAsync(Actor.Portal, key, default);

    private async Task<bool> TakesAsync(Guid account, string code)
    {
        var taken = false;
        await InAsync(new(account, Hat.Patient), async db => taken = await Attempts.TakeCodeAsync(db, code, default));
        return taken;
    }

    private async Task InAsync(Actor actor, Func<ActorDb, Task> act)
    {
        await using var db = await database.Get<ActorDbs>().OpenAsync(actor, default);
        await act(db);
        await db.CommitAsync(default);
    }

    private Task<int> FailedAsync(Guid id) => database.AsOwnerAsync<int>("select access_failed_count from accounts where id = $1", id)!;
}
