using System.Text.RegularExpressions;
using CareCoord.Testing;
using CareCoord.Testing.LiveParts;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>What live parts hand to the browser is of use to the sign-in for which it was made, under its hat, and nobody else.</summary>
public sealed class PersonalSealsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Carla = "carla@demo.carecoord.test";
    private const string Noor = "noor@demo.carecoord.test";

    [Fact]
    public async Task Ones_own_page_comes_alive()
    {
        var carla = await portal.VisitorAsync(Carla);

        using var live = await LiveClient.OpenAsync(portal.Server, carla, "/caseload");

        Assert.Contains("Rosa", live.Drawn);
    }

    [Fact]
    public async Task Another_persons_page_does_not_and_its_connection_is_cut()
    {
        var carla = await portal.VisitorAsync(Carla);
        var noor = await portal.VisitorAsync(Noor);
        var page = await ReadAsync(noor, "/tasks");
        using var live = await LiveClient.ConnectAsync(portal.Server, carla);
        Assert.NotNull(await live.StartAsync(page));

        await live.AddAsync(page);

        await IsRefusedAsync(live);
    }

    [Fact]
    public async Task A_page_of_ones_own_sign_in_elsewhere_does_not()
    {
        var here = await portal.VisitorAsync(Carla);
        var page = await ReadAsync(await portal.VisitorAsync(Carla), "/caseload");
        using var live = await LiveClient.ConnectAsync(portal.Server, here);
        await live.StartAsync(page);

        await live.AddAsync(page);

        await IsRefusedAsync(live);
    }

    [Fact]
    public async Task Parts_handed_over_at_the_start_are_no_way_around_it()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = await ReadAsync(await portal.VisitorAsync(Noor), "/tasks");
        var marker = Regex.Match(page.Parts, "\"marker\":(\\{.*?\\})\\}", RegexOptions.Singleline).Groups[1].Value;
        using var live = await LiveClient.ConnectAsync(portal.Server, carla);

        Assert.Null(await live.StartAsync(page, $"[{marker}]"));

        await IsRefusedAsync(live);
    }

    [Fact]
    public async Task After_a_change_of_hats_the_page_from_before_does_not()
    {
        var visitor = await portal.VisitorAsync("lena@demo.carecoord.test");
        await visitor.SubmitAsync("/account", "/hat", ("hat", "Provider"));
        var page = await ReadAsync(visitor, "/tasks");
        await visitor.SubmitAsync("/account", "/hat", ("hat", "Caregiver"));
        using var live = await LiveClient.ConnectAsync(portal.Server, visitor);
        await live.StartAsync(page);

        await live.AddAsync(page);

        await IsRefusedAsync(live);
    }

    [Fact]
    public async Task A_circuit_is_taken_up_again_by_its_own_sign_in_only()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = await ReadAsync(carla, "/caseload");
        string secret;
        using (var live = await LiveClient.ConnectAsync(portal.Server, carla))
        {
            secret = (await live.StartAsync(page))!;
            await live.ShowsAsync(page);
        }

        foreach (var other in new[] { await portal.VisitorAsync(Noor), await portal.VisitorAsync(Carla) })
        {
            using var theirs = await LiveClient.ConnectAsync(portal.Server, other);
            Assert.False(await theirs.ReconnectAsync(secret));
            Assert.Null(await theirs.ResumeAsync(secret, page.Address, "[]", ""));
            Assert.Equal("", theirs.Drawn);
        }

        using var again = await LiveClient.ConnectAsync(portal.Server, carla);
        Assert.True(await again.ReconnectAsync(secret));
    }

    [Fact]
    public async Task What_a_paused_tab_keeps_goes_on_for_its_own_sign_in_only()
    {
        var carla = await portal.VisitorAsync(Carla);
        var noor = await portal.VisitorAsync(Noor);
        var page = await ReadAsync(carla, "/caseload");
        using var live = await LiveClient.ConnectAsync(portal.Server, carla);
        var secret = (await live.StartAsync(page))!;
        await live.ShowsAsync(page);
        var kept = await live.PauseAsync();

        // By the secret of a circuit of one's own, too.
        using var theirs = await LiveClient.ConnectAsync(portal.Server, noor);
        var own = (await theirs.StartAsync(await ReadAsync(noor, "/tasks")))!;
        using var thief = await LiveClient.ConnectAsync(portal.Server, noor);
        foreach (var by in new[] { secret, own })
            Assert.Null(await thief.ResumeAsync(by, page.Address, kept.Parts, kept.State));
        Assert.Equal("", thief.Drawn);

        using var again = await LiveClient.ConnectAsync(portal.Server, carla);
        Assert.NotNull(await again.ResumeAsync(secret, page.Address, kept.Parts, kept.State));
        await again.ShowsAsync(page with { State = "" });
        Assert.Contains("Rosa", again.Drawn);
    }

    [Fact]
    public async Task A_circuit_that_was_put_away_after_a_lost_connection_goes_on_for_its_own()
    {
        await using var forgetful = portal.WithWebHostBuilder(web =>
            web.ConfigureTestServices(services =>
                services.Configure<CircuitOptions>(live => live.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(100))
            )
        );
        var carla = Portal.VisitorOf(forgetful);
        await carla.SignInAsync(Carla, Ops.Demo.DemoPeople.Password);
        var page = await ReadAsync(carla, "/caseload");
        string secret;
        using (var live = await LiveClient.ConnectAsync(forgetful.Server, carla))
        {
            secret = (await live.StartAsync(page))!;
            await live.ShowsAsync(page);
        }

        await Until.IsSoAsync(
            async () =>
            {
                using var again = await LiveClient.ConnectAsync(forgetful.Server, carla);
                if (await again.ResumeAsync(secret, page.Address, "[]", "") is null)
                    return false;
                await again.ShowsAsync(page with { State = "" });
                return again.Drawn.Contains("Rosa", StringComparison.Ordinal);
            },
            () => "It does not go on."
        );
    }

    private static async Task<LivePage> ReadAsync(Visitor visitor, string address) =>
        LivePage.Read(address, await visitor.ReadAsync(address));

    private static async Task IsRefusedAsync(LiveClient live)
    {
        await live.Cut.WaitAsync(TimeSpan.FromSeconds(120));
        Assert.Equal("", live.Drawn);
        Assert.Contains(live.Heard, call => call.What == "JS.Error");
    }
}
