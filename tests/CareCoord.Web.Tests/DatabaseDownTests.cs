using System.Net;
using CareCoord.Ops.Demo;

namespace CareCoord.Web.Tests;

/// <summary>While the database does not know what it should, people still get a page that says so.</summary>
public sealed class DatabaseDownTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Somebody_signed_in_gets_the_error_page_and_their_cookie_stays()
    {
        var visitor = await portal.VisitorAsync(DemoPeople.All[0].Email);
        var cookie = visitor.Cookies["carecoord-5080"];
        await portal.Database.AsOwnerAsync("revoke all on organisations, accounts from carecoord_app");
        await portal.Database.AsOwnerAsync("revoke all on function app.check_sessions from carecoord_app");

        var page = await visitor.GetAsync("/");
        var style = await visitor.GetAsync("/portal.css");
        var live = await visitor.GetAsync("/health/live");
        var ready = await visitor.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("Something went wrong on our side", await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(cookie, visitor.Cookies["carecoord-5080"]);
    }
}
