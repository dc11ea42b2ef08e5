using CareCoord.Web.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareCoord.Web.Tests.Notifications;

/// <summary>The word reaches whom it concerns, once at a time, and nobody's fault stops it.</summary>
public sealed class ChangeHubTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly ChangeHub hub = new(NullLogger<ChangeHub>.Instance);

    [Fact]
    public async Task Whoever_listens_to_several_hears_of_each_and_not_of_others()
    {
        var (account, unit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var heard = new SemaphoreSlim(0);
        using var subscription = hub.Subscribe(
            [account, unit, account],
            () =>
            {
                heard.Release();
            }
        );

        hub.Changed(Guid.CreateVersion7());
        foreach (var stir in new Action[] { () => hub.Changed(account), () => hub.Changed(unit), hub.EverythingChanged })
        {
            stir();
            Assert.True(await heard.WaitAsync(Patience));
            Assert.Equal(0, heard.CurrentCount);
        }
    }

    [Fact]
    public async Task What_comes_while_one_is_busy_is_one_more_word_and_never_two_at_a_time()
    {
        var account = Guid.CreateVersion7();
        var (begun, go, calls, atATime, most) = (new SemaphoreSlim(0), new SemaphoreSlim(0), 0, 0, 0);
        using var subscription = hub.Subscribe(
            [account],
            async () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref atATime));
                calls++;
                begun.Release();
                await go.WaitAsync();
                Interlocked.Decrement(ref atATime);
            }
        );

        hub.Changed(account);
        Assert.True(await begun.WaitAsync(Patience));
        for (var i = 0; i < 40; i++)
            hub.Changed(account);
        go.Release();
        Assert.True(await begun.WaitAsync(Patience));
        go.Release();
        hub.Changed(account);
        Assert.True(await begun.WaitAsync(Patience));
        go.Release();

        Assert.Equal((3, 1), (calls, most));
    }

    [Fact]
    public async Task Whoever_fails_hears_again_and_whoever_left_hears_no_more()
    {
        var account = Guid.CreateVersion7();
        var heard = new SemaphoreSlim(0);
        var failing = hub.Subscribe(
            [account],
            () =>
            {
                heard.Release();
                throw new InvalidOperationException("a page that is gone");
            }
        );

        hub.Changed(account);
        Assert.True(await heard.WaitAsync(Patience));
        var stays = new SemaphoreSlim(0);
        using var other = hub.Subscribe(
            [account],
            () =>
            {
                stays.Release();
            }
        );
        while (!await heard.WaitAsync(10))
            hub.Changed(account);
        failing.Dispose();
        while (heard.Wait(0)) { }

        for (var i = 0; i < 3; i++)
        {
            hub.Changed(account);
            Assert.True(await stays.WaitAsync(Patience));
        }

        Assert.InRange(heard.CurrentCount, 0, 1);
    }
}
