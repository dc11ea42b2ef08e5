using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What is refused says all that is wrong at once, where it is read first, and keeps what was typed.</summary>
public sealed class RefusedFormTests(Portal portal) : IClassFixture<Portal>
{
    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task All_faults_stand_in_one_list_with_a_link_to_each_field()
    {
        var (carla, path) = (await portal.VisitorAsync(Carla), await NewTaskAsync());

        var page = await Html.ReadAsync(
            await carla.SubmitNamedAsync(
                path,
                "assign",
                ("Input.Title", "Call her"),
                ("Input.Why", ""),
                ("Input.About", "general"),
                ("Input.Priority", "urgent"),
                ("Input.Due", "moment"),
                ("Input.DueDate", "2026-13-45"),
                ("Input.Whom", "")
            )
        );

        var faults = page.One("#faults[role=alert][tabindex='-1'][autofocus]");
        Assert.StartsWith("Nothing was saved yet.", faults.Says());
        Assert.StartsWith("Error: ", page.Title);
        var links = faults.QuerySelectorAll(".faults a");
        Assert.True(links.Length >= 3, faults.Says());
        foreach (var link in links)
        {
            var (address, id) = Split(link.GetAttribute("href")!);
            Assert.Equal(path, address);
            Assert.NotNull(page.GetElementById(id));
            // The same sentence stands at the field.
            Assert.Contains(page.GetElementById(id + ".error")!.Says(), link.Says());
        }

        Assert.Equal("Call her", page.Value("[name='Input.Title']"));
    }

    [Fact]
    public async Task A_page_that_was_not_refused_says_nothing_of_it()
    {
        var page = await (await portal.VisitorAsync(Carla)).OpenAsync(await NewTaskAsync());

        Assert.False(page.Has("#faults"));
        Assert.StartsWith("Assign a task", page.Title);
    }

    [Theory]
    [InlineData("/patients/{0}/team/concerns/new", "concern")]
    [InlineData("/account/contact", "contact")]
    [InlineData("/patients/{0}/access/invite", "invite")]
    public async Task So_does_every_form(string path, string form)
    {
        var who = form == "invite" ? "denise@demo.carecoord.test" : Carla;
        var visitor = await portal.VisitorAsync(who);
        var address = string.Format(null, path, await portal.Database.PatientAsync("Denise"));
        var fields = (await visitor.OpenAsync(address))
            .Form(form)
            .QuerySelectorAll("input[name]:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea[name]")
            .Select(field => (field.GetAttribute("name")!, new string('x', 3000)))
            .ToArray();

        var answer = await visitor.SubmitNamedAsync(address, form, fields);
        var page = await Html.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(page.Has("#faults"), page.One("main").Says());
        Assert.StartsWith("Error: ", page.Title);
    }

    [Fact]
    public async Task Where_somebody_else_is_signed_in_by_now_the_page_says_who()
    {
        var carla = await portal.VisitorAsync(Carla);
        var path = await NewTaskAsync();
        var opened = Html.Read(await carla.ReadAsync(path));
        var denise = await portal.VisitorAsync("denise@demo.carecoord.test");
        // The form's own cookie is the browser's, whoever is signed in.
        foreach (var (name, value) in carla.Cookies.Where(cookie => cookie.Key.Contains("form", StringComparison.Ordinal)))
            denise.Cookies[name] = value;

        var answer = await denise.SendAsync(
            new(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent([.. opened.Form("assign").Hidden(), new("Input.Title", "Not hers")]),
            }
        );

        var page = await Html.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Denise Moore is signed in here now", page.One("main").Says());
        Assert.DoesNotContain("pasted", page.One("main").Says());
    }

    [Fact]
    public async Task What_comes_after_the_sign_in_has_ended_leads_back_to_its_own_page()
    {
        var carla = await portal.VisitorAsync(Carla);
        var path = await NewTaskAsync();
        var opened = Html.Read(await carla.ReadAsync(path));
        await carla.SubmitAsync("/account", "/sign-out");

        var answer = await carla.SendAsync(
            new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(opened.Form("assign").Hidden()) }
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?from=" + Uri.EscapeDataString(path), answer.Headers.Location!.ToString());
    }

    private async Task<string> NewTaskAsync() => $"/patients/{await portal.Database.PatientAsync("Denise")}/tasks/new";

    private static (string Address, string Id) Split(string link) => (link[..link.IndexOf('#')], link[(link.IndexOf('#') + 1)..]);
}
