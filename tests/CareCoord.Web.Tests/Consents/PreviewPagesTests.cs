using System.Net;
using System.Text.RegularExpressions;
using CareCoord.Testing;
using Microsoft.AspNetCore.Routing;

namespace CareCoord.Web.Tests.Consents;

/// <summary>What the patient sees when they look at what a caregiver sees: the caregiver's own pages, byte for byte.</summary>
public sealed partial class PreviewPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("ana")]
    [InlineData("lucia")]
    public async Task Every_page_of_the_record_and_the_start_page_are_the_same_but_for_the_banner(string name)
    {
        var (caregiver, rosa) = (await portal.VisitorAsync($"{name}@demo.carecoord.test"), await LookAsync(name));
        var patient = await RosasIdAsync();
        var pages = portal
            .Endpoints.Where(e => e.RoutePattern.RawText!.Contains("{PatientId") && !Posts(e))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').Replace("{PatientId:guid}", patient.ToString()))
            .Select(path => Parameter().Replace(path, "01999998-0000-7000-8000-000000000000"))
            .Distinct()
            .Append("/")
            .Append("/tasks")
            .Append("/caseload")
            .Append("/find-person");

        foreach (var page in pages)
        {
            var (theirs, seen) = (await caregiver.GetAsync(page), await rosa.GetAsync(page));
            Assert.True(theirs.StatusCode == seen.StatusCode, $"{page}: {theirs.StatusCode} and {seen.StatusCode}");
            var (one, other) = (Still(await theirs.Content.ReadAsStringAsync()), Still(await seen.Content.ReadAsStringAsync()));
            Assert.True(one == other, $"{page} differs:\n{First(one, other)}");
        }

        await rosa.SubmitAsync("/", "/preview/end");
        Assert.Matches("Good|Hello", await rosa.ReadAsync("/"));
        Assert.DoesNotContain("You see what", await rosa.ReadAsync("/"));
    }

    [Fact]
    public async Task Nothing_can_be_sent_and_the_account_is_not_shown()
    {
        var rosa = await LookAsync("ana");
        var before = await portal.Database.AsOwnerAsync<long>("select count(*) from notification_choices");

        Assert.Equal(
            "/",
            (await rosa.SubmitAsync("/", "/notifications/read", ("upTo", Guid.AllBitsSet.ToString())))
                .Headers.Location!.ToString()
                .Replace("http://localhost", "")
        );
        Assert.Equal(
            "/",
            (await rosa.SubmitAsync("/", "/hat", ("hat", "Caregiver"))).Headers.Location!.ToString().Replace("http://localhost", "")
        );
        Assert.Equal(
            "/",
            (await rosa.SubmitAsync("/", "/account/contact", ("_handler", "contact"), ("Input.Phone", "555 0100")))
                .Headers.Location!.ToString()
                .Replace("http://localhost", "")
        );
        foreach (var path in new[] { "/account", "/account/password", "/account/second-step" })
            Assert.Equal("/preview", (await rosa.GetAsync(path)).Headers.Location!.ToString().Replace("http://localhost", ""));
        Assert.Contains("You cannot see that", await rosa.ReadAsync("/preview"));
        Assert.Contains("Nothing is new", await rosa.ReadAsync("/notifications"));
        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>("select count(*) from notification_choices"));
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.GetAsync("/access")).StatusCode);

        await rosa.SubmitAsync("/", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await rosa.GetAsync("/")).StatusCode);
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                """
                select count(*) from patient_access where basis = 'preview'
                  and account_id = (select id from accounts where email like 'rosa@%')
                """
            )
        );
    }

    [Fact]
    public async Task Before_an_invitation_is_sent_the_patient_sees_what_it_would_give()
    {
        var rosa = await portal.VisitorAsync("rosa@demo.carecoord.test");
        var invite = $"/patients/{await RosasIdAsync()}/access/invite";
        (string, string)[] fields = [("Input.Name", "Nadia <b>Noor</b>"), ("Input.Relationship", "friend"), ("Input.Look", "true")];

        Assert.Contains(
            "Choose at least one part",
            await (await rosa.SubmitNamedAsync(invite, "invite", fields)).Content.ReadAsStringAsync()
        );
        Assert.Equal(
            "/",
            (await rosa.SubmitNamedAsync(invite, "invite", [.. fields, ("Input.Appointments", "View")]))
                .Headers.Location!.ToString()
                .Replace("http://localhost", "")
        );

        var home = WebUtility.HtmlDecode(await rosa.ReadAsync("/"));
        Assert.Contains("You see what Nadia <b>Noor</b> sees.", home);
        Assert.Contains("You are Rosa’s friend.", home);
        Assert.DoesNotContain("<b>Noor</b>", await rosa.ReadAsync("/"));
        Assert.Equal(HttpStatusCode.OK, (await rosa.GetAsync($"/patients/{await RosasIdAsync()}/appointments")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.GetAsync($"/patients/{await RosasIdAsync()}/plan")).StatusCode);
    }

    [Fact]
    public async Task Nobody_else_looks_through_somebodys_eyes()
    {
        var grant = await GrantAsync("lucia");
        foreach (var email in new[] { "ana", "carla", "walter" })
        {
            var visitor = await portal.VisitorAsync($"{email}@demo.carecoord.test");
            var answer = await visitor.SubmitAsync("/account", $"/patients/{await RosasIdAsync()}/access/grants/{grant}/preview");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("You see what", await visitor.ReadAsync("/"));
        }
    }

    private async Task<Visitor> LookAsync(string name)
    {
        var rosa = await portal.VisitorAsync("rosa@demo.carecoord.test");
        var access = $"/patients/{await RosasIdAsync()}/access";
        var answer = await rosa.SubmitAsync(access, $"{access}/grants/{await GrantAsync(name)}/preview");
        Assert.Equal(
            (HttpStatusCode.Redirect, "/"),
            (answer.StatusCode, answer.Headers.Location!.ToString().Replace("http://localhost", ""))
        );
        return rosa;
    }

    private Task<Guid> RosasIdAsync() =>
        portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'rosa@demo.carecoord.test'"
        );

    private Task<Guid> GrantAsync(string name) =>
        portal.Database.AsOwnerAsync<Guid>(
            "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email = $1",
            name + "@demo.carecoord.test"
        );

    private static bool Posts(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>() is { } methods
        && !methods.HttpMethods.Contains("GET");

    // Each answer has its own tokens; the history grows with each reading; and the banner is the one thing more.
    private static string Still(string body)
    {
        var page = Html.Read(body);
        foreach (var form in page.QuerySelectorAll("form[data-kept]"))
            form.RemoveAttribute("data-kept");
        // Whose page it is differs, as it must.
        page.Body!.RemoveAttribute("data-whose");
        // Nobody is asked for their own zone while they look through somebody's eyes.
        return page.Without(
            "link[rel=stylesheet][href*=consents], section.preview-line, section[aria-labelledby=did], input[name=upload], template#zone"
        );
    }

    private static string First(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string text) => text.Substring(Math.Max(0, at - 120), Math.Min(300, text.Length - Math.Max(0, at - 120)));
        return Around(one) + "\n---\n" + Around(other);
    }

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();
}
