using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.Limits;

/// <summary>One person or one address that asks without end is refused, and everybody else goes on.</summary>
public sealed class RequestLimitsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Walter = "walter@demo.carecoord.test";
    private const string Flooding = "203.0.113.66";
    private const string Elsewhere = "203.0.113.7";
    private static readonly Allowance Allowed = Allowance.Usual;

    [Fact]
    public async Task An_address_that_asks_without_end_is_refused_with_a_page_and_others_are_not()
    {
        await using var site = Site();
        var hostile = At(site, Flooding);
        await ManyAsync(Allowed.RequestsOfAddress.TokenLimit, () => hostile.GetAsync("/live/unread"));

        var refused = await UntilRefusedAsync(() => hostile.GetAsync("/live/unread"));

        Assert.Equal("text/html", refused.Content.Headers.ContentType!.MediaType);
        var page = Html.Read(await refused.Content.ReadAsStringAsync());
        Assert.Contains(TooMuch.Sentence, page.Body!.Says());
        Assert.True(page.Has("link[rel=stylesheet][href*='portal']"));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("default-src 'none'", refused.Headers.GetValues("Content-Security-Policy").Single());
        // What pages are drawn with, and who watches over the portal, are not limited.
        Assert.Equal(HttpStatusCode.OK, (await hostile.GetAsync("/portal.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await hostile.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await At(site, Elsewhere).GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_signed_in_counts_as_themselves_wherever_they_are()
    {
        await using var site = Site();
        var (hostile, neighbour) = (At(site, Flooding), At(site, Flooding));
        await hostile.SignInAsync("denise@demo.carecoord.test", DemoPeople.Password);
        await neighbour.SignInAsync(Walter, DemoPeople.Password);
        await ManyAsync(Allowed.Requests.TokenLimit, () => hostile.GetAsync("/live/unread"));

        await UntilRefusedAsync(() => hostile.GetAsync("/live/unread"));

        var copy = At(site, Elsewhere).With(hostile);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await UntilRefusedAsync(() => copy.GetAsync("/live/unread"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Forms_of_one_person_are_fewer_and_an_upload_hears_it_in_its_own_words()
    {
        await using var site = Site();
        var (hostile, other) = (At(site, Flooding), At(site, Flooding));
        await hostile.SignInAsync("denise@demo.carecoord.test", DemoPeople.Password);
        await other.SignInAsync(Walter, DemoPeople.Password);
        await ManyAsync(Allowed.Forms.TokenLimit, () => hostile.SendAsync(new(HttpMethod.Post, "/hat")));

        var refused = await UntilRefusedAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/patients/{Guid.CreateVersion7()}/documents/pages");
            request.Headers.Accept.Add(new("application/json"));
            return hostile.SendAsync(request);
        });

        Assert.Equal($$"""{"problem":"{{TooMuch.Sentence}}"}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await hostile.GetAsync("/")).StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await other.SendAsync(new(HttpMethod.Post, "/hat"))).StatusCode);
    }

    [Fact]
    public async Task Guessed_links_are_refused_before_anything_is_written_and_so_is_the_next_password_from_there()
    {
        await using var site = Site();
        var hostile = At(site, Flooding);
        var before = await RowsAsync();
        await ManyAsync(2 * Allowed.RefusedTries.TokenLimit, () => hostile.GetAsync($"/invitation/{Guid.CreateVersion7():N}"));

        // Those that were on their way when the last one was counted come on top, and one each ten seconds.
        var written = await RowsAsync() - before;
        Assert.InRange(written, Allowed.RefusedTries.TokenLimit, Allowed.RefusedTries.TokenLimit + 50);
        var answer = await UntilRefusedAsync(() => hostile.TrySignInAsync(Walter, "not this one, and not that"));
        var page = Html.Read(await answer.Content.ReadAsStringAsync());
        Assert.Contains(TooMuch.Sentence, page.Body!.Says());
        Assert.Equal(Walter, page.One("input[type=email]").GetAttribute("value"));
        await At(site, Elsewhere).SignInAsync(Walter, DemoPeople.Password);
    }

    [Fact]
    public async Task Sign_ins_that_are_right_do_not_count_as_tries()
    {
        await using var site = Site();
        var tries = site.Services.GetRequiredService<RefusedTries>();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        for (var i = 0; i < 3 * Allowed.RefusedTries.TokenLimit; i++)
            Assert.True(await tries.TryAsync(http, () => Task.FromResult(true), right => !right));
    }

    [Fact]
    public async Task Streams_of_one_person_are_so_many_over_all_their_sign_ins()
    {
        await using var site = Site();
        var open = new List<HttpResponseMessage>();
        for (var signIn = 0; signIn < Allowed.MostStreamsOfPerson / Allowed.MostStreams; signIn++)
        {
            var visitor = At(site, Flooding);
            await visitor.SignInAsync(Walter, DemoPeople.Password);
            for (var i = 0; i < Allowed.MostStreams; i++)
                open.Add(await visitor.ListenAsync("/live/notifications"));
        }

        Assert.All(open, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        var (again, other) = (At(site, Flooding), At(site, Flooding));
        await again.SignInAsync(Walter, DemoPeople.Password);
        await other.SignInAsync("denise@demo.carecoord.test", DemoPeople.Password);
        using var refused = await again.ListenAsync("/live/notifications");
        using var theirs = await other.ListenAsync("/live/notifications");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.StatusCode, theirs.StatusCode));
        open.ForEach(stream => stream.Dispose());
    }

    private async Task<long> RowsAsync() => await portal.Database.AsOwnerAsync<long>("select count(*) from audit_entries");

    private static async Task ManyAsync(int times, Func<Task<HttpResponseMessage>> ask)
    {
        for (var done = 0; done < times; done += 4)
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ask())))
                answer.Dispose();
    }

    // While one asks, some come back.
    private static async Task<HttpResponseMessage> UntilRefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < 2000; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ask()));
            if (answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests) is { } refused)
                return refused;
        }

        throw new Xunit.Sdk.XunitException("It was never refused.");
    }

    private WebApplicationFactory<Program> Site() =>
        portal.WithWebHostBuilder(site => site.ConfigureServices(services => services.AddSingleton<IStartupFilter, PeerOfTheTest>()));

    private static Visitor At(WebApplicationFactory<Program> site, string address)
    {
        var client = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add(PeerOfTheTest.Header, address);
        return new(client);
    }

    // The test's server has no network: whoever is at the other end is said by a header.
    private sealed class PeerOfTheTest : IStartupFilter
    {
        public const string Header = "X-Test-Peer";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, then) =>
                    {
                        http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Header], out var peer) ? peer : null;
                        return then(http);
                    }
                );
                next(app);
            };
    }
}
