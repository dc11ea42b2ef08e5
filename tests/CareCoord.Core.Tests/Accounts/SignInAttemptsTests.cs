using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Testing;

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

        var checkedNow = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Attempts.CountAsync(id, default)));

        Assert.Equal(SignInAttempts.Most, checkedNow.Count(passed => passed));
        database.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.False(await Attempts.CountAsync(id, default));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Attempts.CountAsync(id, default));
    }

    [Fact]
    public async Task A_right_one_wipes_the_slate_and_half_a_right_one_only_itself()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        for (var i = 0; i < 3; i++)
            await Attempts.CountAsync(id, default);

        await Attempts.CountAsync(id, default);
        await Attempts.HalfRightAsync(id, default);
        Assert.Equal(3, await FailedAsync(id));
        await Attempts.CountAsync(id, default);
        await Attempts.RightAsync(id, default);

        Assert.Equal(0, await FailedAsync(id));
    }

    [Fact]
    public async Task A_code_is_taken_once_also_by_many_at_once_and_by_each_account_for_itself()
    {
        var (walter, denise) = (await world.AccountAsync("Walter", Hat.Patient), await world.AccountAsync("Denise", Hat.Patient));

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Attempts.TakeCodeAsync(walter, "123456", default)));

        Assert.Single(taken, passed => passed);
        Assert.True(await Attempts.TakeCodeAsync(denise, "123456", default));
        Assert.True(await Attempts.TakeCodeAsync(walter, "654321", default));
    }

    [Fact]
    public async Task For_nobodys_account_there_is_nothing_to_check() =>
        Assert.False(await Attempts.CountAsync(Guid.CreateVersion7(), default));

    private Task<int> FailedAsync(Guid id) => database.AsOwnerAsync<int>("select access_failed_count from accounts where id = $1", id)!;
}
