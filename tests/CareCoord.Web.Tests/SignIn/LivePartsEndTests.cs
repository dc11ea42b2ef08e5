using CareCoord.Accounts;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.Tests.Limits;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>A sign-in that ends reaches live parts, whatever they do: they leave by one word and are cut.</summary>
public sealed class LivePartsEndTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private readonly TimedPortal timed = new(portal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await timed.DisposeAsync();

    [Fact]
    public async Task A_live_part_that_nobody_touches_leaves_by_one_word_and_is_cut()
    {
        var carla = await timed.SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        var drawn = live.Drawn;

        timed.Clock.Advance(SignInSessions.Idle);
        await live.Cut.WaitAsync(TimedPortal.Patience);

        Assert.Single(live.Led);
        Assert.Equal(drawn, live.Drawn);
    }

    [Fact]
    public async Task After_it_neither_an_act_nor_news_give_anything()
    {
        var carla = await timed.SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        await live.GoAsync("/caseload?sort=person");
        var drawn = await StillAsync(live);

        timed.Clock.Advance(SignInSessions.Idle);
        for (var i = 0; i < 100; i++)
            await live.ShoutAsync("/caseload?view=all");

        await portal.Database.AsOwnerAsync(
            "select pg_notify('carecoord_changes', id::text) from accounts where email = $1",
            TimedPortal.Carla
        );
        await live.Cut.WaitAsync(TimedPortal.Patience);

        Assert.Equal(drawn, live.Drawn);
        Assert.Single(live.Led);
    }

    [Fact]
    public async Task A_tick_on_a_page_from_before_the_sign_out_is_not_kept()
    {
        const string Ticks = "select count(*) from activity_ticks";
        var walter = await portal.VisitorAsync("walter@demo.carecoord.test");
        using var page = await portal.HomeAsync(walter);
        var before = await portal.Database.AsOwnerAsync<long>(Ticks);
        await page.ClickAsync(0);
        Assert.NotEqual(before, await portal.Database.AsOwnerAsync<long>(Ticks));
        before = await portal.Database.AsOwnerAsync<long>(Ticks);
        await walter.SubmitAsync("/account", "/sign-out");

        // Either the connection is cut before it comes, or it is refused.
        await Record.ExceptionAsync(() => page.ClickAsync(0));

        await Until.IsSoAsync(() => page.Ended is not null, "The page stays.");
        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>(Ticks));
    }

    [Fact]
    public async Task What_somebody_does_in_a_live_part_keeps_it_and_a_look_does_not()
    {
        var carla = await timed.SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        for (var i = 0; i < 3; i++)
        {
            timed.Clock.Advance(TimeSpan.FromMinutes(20));
            await live.GoAsync($"/caseload?name={i}");
            await Until.IsSoAsync(async () => (await TimedPortal.LeftAsync(carla)).Idle == 1800, () => "It was not counted.");
        }

        timed.Clock.Advance(TimeSpan.FromMinutes(20));
        await live.LookAsync();
        Assert.Equal(600, (await TimedPortal.LeftAsync(carla)).Idle);
        Assert.Empty(live.Led);
    }

    [Theory]
    [InlineData("update sign_in_sessions set ended_at = now() where account_id = $1")]
    [InlineData("update sign_in_sessions set hat = 'patient' where account_id = $1")]
    [InlineData("update accounts set security_stamp = 'another' where id = $1")]
    [InlineData("delete from account_hats where account_id = $1")]
    public async Task What_ends_it_elsewhere_cuts_a_live_part_that_nobody_touches(string change)
    {
        var email = await SignInTests.AddAccountAsync(portal, "Live E", DemoPeople.Password, Access.Hat.Coordinator);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
        await new World(portal.Database).HatAsync(account, Access.Hat.Patient);
        var visitor = await timed.SignedInAsync(email);
        await visitor.SubmitAsync("/account", "/hat", ("hat", "Coordinator"));
        using var live = await LiveClient.OpenAsync(timed.Server, visitor, "/tasks");

        await portal.Database.AsOwnerAsync(change, account);
        await live.Cut.WaitAsync(TimedPortal.Patience);

        Assert.Single(live.Led);
    }

    [Fact]
    public async Task Whoever_stays_after_signing_out_is_told_once_cut_and_not_let_in_again()
    {
        var carla = await timed.SignedInAsync();
        var stubborn = timed.Copy(carla);
        using var live = await LiveClient.OpenAsync(timed.Server, stubborn, "/caseload");
        var drawn = await StillAsync(live);

        await carla.SubmitAsync("/account", "/sign-out");
        while (!live.Cut.IsCompleted)
        {
            await live.ShoutAsync("/caseload?view=all");
            await Task.Yield();
        }

        Assert.Single(live.Led);
        Assert.Equal(drawn, live.Drawn);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.ConnectAsync(timed.Server, stubborn));
        Assert.Contains("401", refused.Message);
    }

    [Fact]
    public async Task A_connection_without_a_live_part_is_cut_too()
    {
        var carla = await timed.SignedInAsync();
        using var live = await LiveClient.ConnectAsync(timed.Server, carla);

        await carla.SubmitAsync("/account", "/sign-out");

        await live.Cut.WaitAsync(TimedPortal.Patience);
    }

    // What is drawn once the desk has read again: nothing that was asked before is on its way.
    private static async Task<string> StillAsync(LiveClient live)
    {
        await live.LookAsync();
        return live.Drawn;
    }
}
