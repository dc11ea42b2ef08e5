using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests;

/// <summary>From where a request came, as the audit keeps it: what a proxy that is named says, and nobody else.</summary>
public sealed class SignInOriginTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = "four words on paper";
    private const string Peer = "X-Test-Peer";
    private const string Named = "192.0.2.9, 198.51.100.0/24, 2001:db8::/32";

    [Theory]
    [InlineData(null, "192.0.2.9", "203.0.113.5", "192.0.2.9")]
    [InlineData("", "127.0.0.1", "203.0.113.5", "127.0.0.1")]
    [InlineData(Named, "192.0.2.9", null, "192.0.2.9")]
    [InlineData(Named, "192.0.2.9", "203.0.113.5", "203.0.113.5")]
    [InlineData(Named, "192.0.2.9", "203.0.113.99, 203.0.113.5", "203.0.113.5")]
    [InlineData(Named, "192.0.2.9", "203.0.113.5, 198.51.100.7", "203.0.113.5")]
    [InlineData(Named, "2001:db8::9", "2001:470::5", "2001:470::5")]
    [InlineData(Named, "192.0.2.10", "203.0.113.5", "192.0.2.10")]
    [InlineData(Named, "127.0.0.1", "203.0.113.5", "127.0.0.1")]
    [InlineData(Named, "192.0.2.9", "nonsense", "192.0.2.9")]
    [InlineData(Named, "192.0.2.9", "' or true --", "192.0.2.9")]
    public async Task Only_a_named_proxy_says_where_a_request_came_from(string? proxies, string peer, string? forwarded, string kept)
    {
        var email = await SignInTests.AddAccountAsync(portal, "Origin", Password);
        await using var site = At(proxies);
        var visitor = new Visitor(Client(site, peer, forwarded));

        await visitor.SignInAsync(email, Password);
        await visitor.ReadAsync("/");
        await new Visitor(Client(site, peer, forwarded)).TrySignInAsync(email, "not this one");

        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
        var entries = await portal.Database.NotedAsync(account);
        Assert.Contains(entries, e => e.Action == "account.signed-in");
        Assert.Contains(entries, e => e.Action == "cared-for.read");
        Assert.All(entries, e => Assert.Equal((kept, "password", "portal-7"), (e.Address, e.SignedInBy, e.Node)));
        Assert.Single(entries.Select(e => e.Session).Distinct());
        Assert.NotNull(entries[0].Session);
        var refused = await portal.Database.AsOwnerAsync<string>(
            """
            select host(address) || coalesce(session_id::text, ' nobody') from audit_entries
            where action = 'account.sign-in-refused' and subject_id = $1
            """,
            account
        );
        Assert.Equal(kept + " nobody", refused);
    }

    [Fact]
    public async Task Signing_out_and_another_hat_are_kept_with_the_sign_in_that_did_it()
    {
        await using var site = At(null);
        var visitor = new Visitor(Client(site, "192.0.2.9", null));
        await visitor.SignInAsync("lena@demo.carecoord.test", DemoPeople.Password);

        await visitor.SubmitAsync("/account", "/hat", ("hat", "Caregiver"));
        await visitor.SubmitAsync("/account", "/sign-out");

        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'lena@demo.carecoord.test'");
        var session = (await portal.Database.NotedAsync(account)).Last(e => e.Action == "account.signed-in").Session;
        foreach (var action in new[] { "account.hat-changed", "account.signed-out" })
            Assert.Equal(
                ("192.0.2.9", "password", session),
                (await portal.Database.NotedAsync(account)).Last(e => e.Action == action) is var e
                    ? (e.Address, e.SignedInBy, e.Session)
                    : default
            );
    }

    private WebApplicationFactory<Program> At(string? proxies) =>
        portal.WithWebHostBuilder(site =>
        {
            site.UseSetting("CareCoord:Node", "portal-7");
            if (proxies is not null)
                site.UseSetting("CareCoord:KnownProxies", proxies);
            site.ConfigureServices(services => services.AddSingleton<IStartupFilter, PeerOfTheTest>());
        });

    private static HttpClient Client(WebApplicationFactory<Program> site, string peer, string? forwarded)
    {
        var client = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add(Peer, peer);
        if (forwarded is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        return client;
    }

    // The test's server has no network: whoever is at the other end is said by a header.
    private sealed class PeerOfTheTest : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, then) =>
                    {
                        http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Peer], out var peer) ? peer : null;
                        return then(http);
                    }
                );
                next(app);
            };
    }
}
