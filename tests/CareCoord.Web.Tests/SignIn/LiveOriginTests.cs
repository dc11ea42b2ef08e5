using System.Net;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>The live connection and what open pages ask for by themselves answer pages of this portal only.</summary>
public sealed class LiveOriginTests(Portal portal) : IClassFixture<Portal>
{
    private const string Carla = "carla@demo.carecoord.test";
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    public static TheoryData<string, string, string?, string?> Foreign =>
        new()
        {
            { "POST", Negotiate, "http://localhost:9999", null },
            { "POST", Negotiate, "http://127.0.0.1:9999", "same-site" },
            { "POST", Negotiate, "https://localhost", null },
            { "POST", Negotiate, "http://localhost.evil.example", null },
            { "POST", Negotiate, "null", null },
            { "POST", Negotiate, "null", "same-origin" },
            { "POST", Negotiate, null, null },
            { "POST", Negotiate, "http://localhost", "cross-site" },
            { "POST", "/_blazor?id=x", "http://localhost:9999", null },
            { "GET", "/_blazor?id=x", "http://localhost:9999", null },
            { "DELETE", "/_blazor?id=x", "http://localhost:9999", null },
            { "POST", "/_blazor/disconnect", "http://localhost:9999", "same-site" },
            { "POST", "/_blazor/disconnect", "null", "cross-site" },
            { "POST", "/_BLAZOR/negotiate?negotiateVersion=1", "http://localhost:9999", null },
            { "GET", "/live/notifications", "http://localhost:9999", null },
            { "GET", "/live/notifications", null, "same-site" },
            { "GET", "/live/unread", null, "cross-site" },
            { "GET", "/live/session", "http://127.0.0.1:9999", "same-site" },
            { "POST", "/live/stay", "http://localhost:9999", "same-site" },
            { "POST", "/live/stay", null, null },
            { "POST", "/live/stay", "null", "same-origin" },
            { "POST", "/live/sign-out", "http://localhost:9999", "same-site" },
        };

    [Theory, MemberData(nameof(Foreign))]
    public async Task A_page_from_elsewhere_is_refused(string method, string path, string? origin, string? site)
    {
        var carla = await portal.VisitorAsync(Carla);

        var answer = await AskAsync(carla, method, path, origin, site);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("http://localhost", null)]
    [InlineData("http://localhost", "same-origin")]
    // The address that the portal itself goes by, wherever this request was sent.
    [InlineData("http://127.0.0.1:5080", "same-origin")]
    public async Task A_page_of_the_portal_is_answered(string origin, string? site)
    {
        var carla = await portal.VisitorAsync(Carla);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(carla, "POST", Negotiate, origin, site)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(carla, "POST", "/live/stay", origin, site)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(carla, "GET", "/live/session", null, site)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(carla, "GET", "/live/unread", null, "none")).StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:9999")]
    [InlineData("http://127.0.0.1:9999")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_socket_from_elsewhere_is_not_opened(string? origin)
    {
        var carla = await portal.VisitorAsync(Carla);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.ConnectAsync(portal.Server, carla, origin));

        Assert.Contains("403", refused.Message);
    }

    [Fact]
    public async Task A_page_that_is_left_says_so_without_naming_itself()
    {
        var carla = await portal.VisitorAsync(Carla);

        var answer = await AskAsync(carla, "POST", "/_blazor/disconnect", "null", "same-origin");

        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_logged_by_its_kind_and_without_the_address_it_came_from()
    {
        var carla = await portal.VisitorAsync(Carla);

        await AskAsync(carla, "POST", Negotiate, "http://evil.example", null);

        Assert.Contains(
            portal.Log.Lines,
            line => line.Contains("/_blazor/negotiate was refused: it came from another origin", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(portal.Log.Lines, line => line.Contains("evil.example", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string method, string path, string? origin, string? site)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return visitor.SendAsync(request);
    }
}
