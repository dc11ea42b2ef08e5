using System.Net;
using System.Net.ServerSentEvents;
using CareCoord.Accounts;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>A sign-in ends for every channel alike: for pages, for what they ask by themselves, and for streams.</summary>
public sealed class SignInEndsTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private readonly TimedPortal timed = new(portal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await timed.DisposeAsync();

    [Fact]
    public async Task After_half_an_hour_without_anybody_a_page_leads_to_the_door_which_says_why()
    {
        var carla = await timed.SignedInAsync();
        timed.Clock.Advance(SignInSessions.Idle);

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
        var carla = await timed.SignedInAsync();
        timed.Clock.Advance(SignInSessions.Idle);

        var answer = await carla.SendAsync(new(HttpMethod.Post, "/hat") { Content = new FormUrlEncodedContent([new("hat", "Patient")]) });

        Assert.Equal("/sign-in?ended=idle", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task After_twelve_hours_it_ends_however_busy_it_was()
    {
        var carla = await timed.SignedInAsync();
        for (var since = TimeSpan.Zero; since < SignInSessions.Longest - TimeSpan.FromMinutes(20); since += TimeSpan.FromMinutes(20))
        {
            timed.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/account")).StatusCode);
        }

        var left = await TimedPortal.LeftAsync(carla);
        Assert.InRange(left.Longest, 1, 1200);
        Assert.True(left.Idle > left.Longest);
        timed.Clock.Advance(TimeSpan.FromSeconds(left.Longest));

        var answer = await carla.GetAsync("/account");
        Assert.EndsWith("ended=longest", answer.Headers.Location!.ToString());
        Assert.Contains("lasts 12 hours at most", await carla.ReadAsync(answer.Headers.Location.PathAndQuery));
    }

    [Fact]
    public async Task What_a_page_asks_by_itself_keeps_nobody_signed_in()
    {
        var carla = await timed.SignedInAsync();
        for (var minute = 0; minute < 29; minute++)
        {
            timed.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/live/unread")).StatusCode);
            var left = await TimedPortal.LeftAsync(carla);
            Assert.Equal(60 * (29 - minute), left.Idle);
        }

        timed.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var path in new[] { "/live/unread", "/live/session", "/live/notifications" })
        {
            var again = timed.Copy(carla);
            Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await TimedPortal.StayAsync(again)).StatusCode);
        }
    }

    [Fact]
    public async Task Typing_and_pages_keep_it()
    {
        var carla = await timed.SignedInAsync();
        foreach (var ask in new Func<Task<HttpResponseMessage>>[] { () => TimedPortal.StayAsync(carla), () => carla.GetAsync("/account") })
        {
            timed.Clock.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(HttpStatusCode.OK, (await ask()).StatusCode);
            Assert.Equal(1800, (await TimedPortal.LeftAsync(carla)).Idle);
        }
    }

    [Fact]
    public async Task That_somebody_is_there_is_written_once_a_minute()
    {
        var carla = await timed.SignedInAsync();
        timed.Clock.Advance(TimeSpan.FromSeconds(59));
        await TimedPortal.StayAsync(carla);
        Assert.Equal(1741, (await TimedPortal.LeftAsync(carla)).Idle);
        timed.Clock.Advance(TimeSpan.FromSeconds(1));
        await TimedPortal.StayAsync(carla);
        Assert.Equal(1800, (await TimedPortal.LeftAsync(carla)).Idle);
    }

    [Fact]
    public async Task An_open_page_hears_what_is_left_that_it_grows_and_that_it_is_over()
    {
        var carla = await timed.SignedInAsync();
        using var stream = await carla.ListenAsync("/live/notifications");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal("{\"idle\":1800,\"longest\":43200}", await NextAsync(events, "left"));

        timed.Clock.Advance(TimeSpan.FromMinutes(10));
        await TimedPortal.StayAsync(carla);
        Assert.Equal("{\"idle\":1800,\"longest\":42600}", await NextAsync(events, "left"));

        timed.Clock.Advance(SignInSessions.Idle);
        Assert.Equal("", await NextAsync(events, "gone"));
        Assert.False(await events.MoveNextAsync().AsTask().WaitAsync(TimedPortal.Patience));
    }

    [Fact]
    public async Task A_page_of_another_hat_starts_anew()
    {
        var lena = await timed.SignedInAsync("lena@demo.carecoord.test");
        using var stream = await lena.ListenAsync("/live/notifications");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        await NextAsync(events, "left");

        await lena.SubmitAsync("/account", "/hat", ("hat", (await HatAsync()) == "provider" ? "Caregiver" : "Provider"));

        Assert.Equal("/", await NextAsync(events, "gone"));
    }

    [Fact]
    public async Task The_button_of_the_warning_signs_out()
    {
        var carla = await timed.SignedInAsync();
        var before = await SignedOutAsync();

        var answer = await TimedPortal.PostAsync(carla, "/live/sign-out");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await carla.GetAsync("/account")).StatusCode);
        Assert.Equal(before + 1, await SignedOutAsync());
    }

    private async Task<int> SignedOutAsync()
    {
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", TimedPortal.Carla);
        return (await portal.Database.NotedAsync(account)).Count(e => e.Action == "account.signed-out");
    }

    private Task<string?> HatAsync() =>
        portal.Database.AsOwnerAsync<string>(
            "select hat from sign_in_sessions s join accounts a on a.id = s.account_id where a.email like 'lena@%' and ended_at is null "
                + "order by started_at desc limit 1"
        );

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> events, string kind)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(TimedPortal.Patience))
        {
            if (events.Current.EventType == kind)
                return events.Current.Data;
        }

        throw new Xunit.Sdk.XunitException($"The stream ended without {kind}.");
    }
}
