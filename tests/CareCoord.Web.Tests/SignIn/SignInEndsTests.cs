using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using CareCoord.Accounts;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>A sign-in ends for every channel alike: for pages, for what they ask by themselves, for streams and for live parts.</summary>
public sealed class SignInEndsTests : IClassFixture<Portal>, IAsyncLifetime
{
    private const string Carla = "carla@demo.carecoord.test";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly TestClock clock = new(TimeProvider.System.GetUtcNow());
    private readonly Portal portal;
    private readonly WebApplicationFactory<Program> timed;

    public SignInEndsTests(Portal portal)
    {
        this.portal = portal;
        timed = portal.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await timed.DisposeAsync();

    [Fact]
    public async Task After_half_an_hour_without_anybody_a_page_leads_to_the_door_which_says_why()
    {
        var carla = await SignedInAsync();
        clock.Advance(SignInSessions.Idle);

        var answer = await carla.GetAsync("/caseload");

        Assert.Equal("/sign-in?from=%2Fcaseload&ended=idle", answer.Headers.Location!.PathAndQuery);
        Assert.Contains(
            "You were signed out because nothing was done for 30 minutes.",
            await carla.ReadAsync(answer.Headers.Location.PathAndQuery)
        );
        // The cookie is gone with it: the next page says no reason that is not one.
        Assert.Equal("/sign-in?from=%2Fcaseload", (await carla.GetAsync("/caseload")).Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_form_that_comes_after_it_leads_to_the_door_which_says_why()
    {
        var carla = await SignedInAsync();
        clock.Advance(SignInSessions.Idle);

        var answer = await carla.SendAsync(new(HttpMethod.Post, "/hat") { Content = new FormUrlEncodedContent([new("hat", "Patient")]) });

        Assert.Equal("/sign-in?ended=idle", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task After_twelve_hours_it_ends_however_busy_it_was()
    {
        var carla = await SignedInAsync();
        for (var since = TimeSpan.Zero; since < SignInSessions.Longest - TimeSpan.FromMinutes(20); since += TimeSpan.FromMinutes(20))
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/account")).StatusCode);
        }

        var left = await LeftAsync(carla);
        Assert.InRange(left.Longest, 1, 1200);
        Assert.True(left.Idle > left.Longest);
        clock.Advance(TimeSpan.FromSeconds(left.Longest));

        var answer = await carla.GetAsync("/account");
        Assert.EndsWith("ended=longest", answer.Headers.Location!.ToString());
        Assert.Contains("lasts 12 hours at most", await carla.ReadAsync(answer.Headers.Location.PathAndQuery));
    }

    [Fact]
    public async Task What_a_page_asks_by_itself_keeps_nobody_signed_in()
    {
        var carla = await SignedInAsync();
        for (var minute = 0; minute < 29; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/live/unread")).StatusCode);
            var left = await LeftAsync(carla);
            Assert.Equal(60 * (29 - minute), left.Idle);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var path in new[] { "/live/unread", "/live/session", "/live/notifications" })
        {
            var again = Portal.VisitorOf(timed);
            foreach (var cookie in carla.Cookies)
                again.Cookies[cookie.Key] = cookie.Value;
            Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await StayAsync(again)).StatusCode);
        }
    }

    [Fact]
    public async Task Typing_and_pages_keep_it()
    {
        var carla = await SignedInAsync();
        foreach (var ask in new Func<Task<HttpResponseMessage>>[] { () => StayAsync(carla), () => carla.GetAsync("/account") })
        {
            clock.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(HttpStatusCode.OK, (await ask()).StatusCode);
            Assert.Equal(1800, (await LeftAsync(carla)).Idle);
        }
    }

    [Fact]
    public async Task That_somebody_is_there_is_written_once_a_minute()
    {
        var carla = await SignedInAsync();
        clock.Advance(TimeSpan.FromSeconds(59));
        await StayAsync(carla);
        Assert.Equal(1741, (await LeftAsync(carla)).Idle);
        clock.Advance(TimeSpan.FromSeconds(1));
        await StayAsync(carla);
        Assert.Equal(1800, (await LeftAsync(carla)).Idle);
    }

    [Fact]
    public async Task An_open_page_hears_what_is_left_that_it_grows_and_that_it_is_over()
    {
        var carla = await SignedInAsync();
        using var stream = await carla.ListenAsync("/live/notifications");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal("{\"idle\":1800,\"longest\":43200}", await NextAsync(events, "left"));

        clock.Advance(TimeSpan.FromMinutes(10));
        await StayAsync(carla);
        Assert.Equal("{\"idle\":1800,\"longest\":42600}", await NextAsync(events, "left"));

        clock.Advance(SignInSessions.Idle);
        Assert.Equal("", await NextAsync(events, "gone"));
        Assert.False(await events.MoveNextAsync().AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_page_of_another_hat_starts_anew()
    {
        var lena = await SignedInAsync("lena@demo.carecoord.test");
        using var stream = await lena.ListenAsync("/live/notifications");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        await NextAsync(events, "left");

        await lena.SubmitAsync("/account", "/hat", ("hat", (await HatAsync(lena)) == "provider" ? "Caregiver" : "Provider"));

        Assert.Equal("/", await NextAsync(events, "gone"));
    }

    [Fact]
    public async Task A_live_part_that_nobody_touches_leaves_by_one_word_and_is_cut()
    {
        var carla = await SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        var drawn = live.Drawn;

        clock.Advance(SignInSessions.Idle);
        await live.Cut.WaitAsync(Patience);

        Assert.Single(live.Led);
        Assert.Equal(drawn, live.Drawn);
    }

    [Fact]
    public async Task After_it_neither_an_act_nor_news_give_anything()
    {
        var carla = await SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        await live.GoAsync("/caseload?sort=person");
        var drawn = await StillAsync(live);

        clock.Advance(SignInSessions.Idle);
        for (var i = 0; i < 100; i++)
            await live.ShoutAsync("/caseload?view=all");

        await portal.Database.AsOwnerAsync("select pg_notify('carecoord_changes', id::text) from accounts where email = $1", Carla);
        await live.Cut.WaitAsync(Patience);

        Assert.Equal(drawn, live.Drawn);
        Assert.Single(live.Led);
    }

    [Fact]
    public async Task What_somebody_does_in_a_live_part_keeps_it_and_a_look_does_not()
    {
        var carla = await SignedInAsync();
        using var live = await LiveClient.OpenAsync(timed.Server, carla, "/caseload");
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            await live.GoAsync($"/caseload?name={i}");
            await Until.IsSoAsync(async () => (await LeftAsync(carla)).Idle == 1800, () => "It was not counted.");
        }

        clock.Advance(TimeSpan.FromMinutes(20));
        await live.LookAsync();
        Assert.Equal(600, (await LeftAsync(carla)).Idle);
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
        var visitor = await SignedInAsync(email);
        await visitor.SubmitAsync("/account", "/hat", ("hat", "Coordinator"));
        using var live = await LiveClient.OpenAsync(timed.Server, visitor, "/tasks");

        await portal.Database.AsOwnerAsync(change, account);
        await live.Cut.WaitAsync(Patience);

        Assert.Single(live.Led);
    }

    [Fact]
    public async Task Whoever_stays_after_signing_out_is_told_once_cut_and_not_let_in_again()
    {
        var carla = await SignedInAsync();
        var stubborn = Portal.VisitorOf(timed);
        foreach (var cookie in carla.Cookies)
            stubborn.Cookies[cookie.Key] = cookie.Value;
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
        var carla = await SignedInAsync();
        using var live = await LiveClient.ConnectAsync(timed.Server, carla);

        await carla.SubmitAsync("/account", "/sign-out");

        await live.Cut.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_button_of_the_warning_signs_out()
    {
        var carla = await SignedInAsync();

        var answer = await carla.SendAsync(new(HttpMethod.Post, "/live/sign-out") { Headers = { { "Origin", "http://localhost" } } });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await carla.GetAsync("/account")).StatusCode);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", Carla);
        Assert.Equal("account.signed-out", (await portal.Database.NotedAsync(account))[^1].Action);
    }

    private async Task<Visitor> SignedInAsync(string email = Carla)
    {
        var visitor = Portal.VisitorOf(timed);
        await visitor.SignInAsync(email, DemoPeople.Password);
        return visitor;
    }

    private static Task<HttpResponseMessage> StayAsync(Visitor visitor) =>
        visitor.SendAsync(new(HttpMethod.Post, "/live/stay") { Headers = { { "Origin", "http://localhost" } } });

    private static async Task<SignInLeft> LeftAsync(Visitor visitor) =>
        (await (await visitor.GetAsync("/live/session")).Content.ReadFromJsonAsync<SignInLeft>())!;

    private Task<string?> HatAsync(Visitor visitor) =>
        portal.Database.AsOwnerAsync<string>(
            "select hat from sign_in_sessions s join accounts a on a.id = s.account_id where a.email like 'lena@%' and ended_at is null "
                + "order by started_at desc limit 1"
        );

    // What is drawn once the desk has read again: nothing that was asked before is on its way.
    private static async Task<string> StillAsync(LiveClient live)
    {
        await live.LookAsync();
        return live.Drawn;
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> events, string kind)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            if (events.Current.EventType == kind)
                return events.Current.Data;
        }

        throw new Xunit.Sdk.XunitException($"The stream ended without {kind}.");
    }
}
