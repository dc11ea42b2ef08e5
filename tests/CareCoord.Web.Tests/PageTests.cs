using System.Net;
using System.Text;
using CareCoord.Ops.Demo;
using CareCoord.Testing;

namespace CareCoord.Web.Tests;

/// <summary>What every answer carries, and what stands in for a page that cannot be shown.</summary>
public sealed class PageTests(Portal portal) : IClassFixture<Portal>
{
    private const string Denise = "denise@demo.carecoord.test";

    [Fact]
    public async Task Every_page_forbids_what_it_does_not_need()
    {
        var visitor = await portal.VisitorAsync(Denise);
        foreach (var path in new[] { "/", "/sign-in", "/nowhere", "/account" })
        {
            var headers = (await visitor.GetAsync(path)).Headers;

            Assert.Contains("script-src 'self'; style-src 'self'", headers.GetValues("Content-Security-Policy").Single());
            Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(headers.CacheControl!.NoStore);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task No_answer_is_for_the_pages_of_others()
    {
        var visitor = await portal.VisitorAsync(Denise);
        var answers = new List<HttpResponseMessage>();
        foreach (
            var path in new[] { "/", "/sign-in", "/nowhere", "/portal.css", "/health/live", "/health/ready", "/plan", "/notifications" }
        )
            answers.Add(await visitor.GetAsync(path));
        answers.Add(await portal.Visitor().GetAsync("/account"));
        answers.Add(await portal.Visitor().TrySignInAsync(Denise, "x\0y"));
        answers.Add(await portal.Visitor().SendAsync(new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) }));
        answers.Add(await visitor.SendAsync(new(HttpMethod.Delete, "/")));

        Assert.All(answers, answer => Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.True(answers.Select(answer => answer.StatusCode).Distinct().Count() >= 5);
    }

    [Fact]
    public async Task Where_it_is_reached_by_https_it_stays_so_for_a_year_with_what_is_below_its_name()
    {
        await using var site = portal.WithWebHostBuilder(web => web.UseSetting("CareCoord:PublicOrigin", "https://portal.example.org"));
        var visitor = new Visitor(
            site.CreateClient(
                new()
                {
                    BaseAddress = new("https://portal.example.org"),
                    AllowAutoRedirect = false,
                    HandleCookies = false,
                }
            )
        );

        foreach (var path in new[] { "/sign-in", "/account", "/nowhere", "/portal.css", "/health/live" })
            Assert.Equal(
                "max-age=31536000; includeSubDomains",
                (await visitor.GetAsync(path)).Headers.GetValues("Strict-Transport-Security").Single()
            );
        Assert.False((await portal.Visitor().GetAsync("/sign-in")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task It_is_alive_and_ready_while_the_database_answers()
    {
        Assert.Equal(HttpStatusCode.OK, (await portal.Visitor().GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Visitor().GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task The_browser_script_is_the_one_of_this_version_and_reaches_everybody()
    {
        var named = (await (await portal.VisitorAsync(Denise)).OpenAsync("/"))
            .One("script[src*='_framework/blazor.web']")
            .GetAttribute("src")!
            .TrimStart('/');

        var script = await portal.Visitor().GetAsync("/" + named);

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (script.StatusCode, script.Content.Headers.ContentType?.MediaType));
        // What the script of .NET 10 can do, and that of .NET 9 could not.
        Assert.Contains("pauseCircuit", await script.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_page_that_only_reads_carries_no_live_script_and_Today_hands_over_little()
    {
        var visitor = await portal.VisitorAsync(Denise);
        foreach (var path in new[] { "/plan", "/appointments", "/access" })
        {
            var page = await visitor.GetAsync((await visitor.GetAsync(path)).Headers.Location!.ToString());
            Assert.DoesNotContain("blazor.web", await page.Content.ReadAsStringAsync());
        }

        var today = await visitor.OpenAsync("/");
        Assert.True(today.Has("script[src*='blazor.web']"));
        // What the live part gets from the page: at most 20 KB.
        Assert.InRange(
            today.Comments().Where(comment => comment.StartsWith("Blazor:{", StringComparison.Ordinal)).Sum(Encoding.UTF8.GetByteCount),
            1,
            20 * 1024
        );
    }

    [Fact]
    public async Task A_page_is_read_and_audited_once()
    {
        var visitor = await portal.VisitorAsync("rosa@demo.carecoord.test");
        var before = await ReadingsAsync("treatment-plan.read");

        var page = (await visitor.GetAsync("/plan")).Headers.Location!.ToString();
        await visitor.ReadAsync(page);

        Assert.Equal(before + 1, await ReadingsAsync("treatment-plan.read"));
    }

    [Fact]
    public async Task What_goes_wrong_shows_a_number_and_the_log_knows_it_without_the_content()
    {
        var visitor = await portal.VisitorAsync(Denise);
        var page = (await visitor.GetAsync("/appointments")).Headers.Location!.ToString();
        await portal.Database.AsOwnerAsync("alter table appointments rename column how_to_get_in to was_how_to_get_in");
        try
        {
            var answer = await visitor.GetAsync(page);
            var body = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            var reference = Html.Read(body).One(".reference").Says();
            Assert.Matches("^[A-Z0-9]{8}$", reference);
            Assert.Contains(
                portal.Log.Lines,
                line => line.Contains(reference, StringComparison.Ordinal) && line.Contains("/appointments", StringComparison.Ordinal)
            );
            Assert.DoesNotContain(portal.Log.Lines, line => line.Contains("Denise", StringComparison.Ordinal));
            Assert.DoesNotContain("how_to_get_in", body);
        }
        finally
        {
            await portal.Database.AsOwnerAsync("alter table appointments rename column was_how_to_get_in to how_to_get_in");
        }
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example")]
    public async Task No_link_leads_off_the_portal_however_the_address_was_written(string path)
    {
        var body = await (await (await portal.VisitorAsync(Denise)).GetAsync("http://localhost" + path)).Content.ReadAsStringAsync();

        Assert.DoesNotContain("evil", body);
    }

    [Fact]
    public async Task A_foreign_name_for_the_portal_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Visitor().SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/patients/not-a-guid/plan")]
    [InlineData("/patients/01999999-0000-7000-8000-000000000000/plan/..%2f..%2faccount")]
    [InlineData("/nowhere")]
    public async Task An_address_that_leads_nowhere_gets_the_same_page(string path)
    {
        var answer = await (await portal.VisitorAsync(Denise)).GetAsync(path);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("/appointments", "earlier", "garbage")]
    [InlineData("/appointments", "earlier", "9999999999999999999999.zz")]
    [InlineData("/appointments", "earlier", "-1.00000000000000000000000000000000")]
    [InlineData("/access", "before", "' or 1=1 --")]
    [InlineData("/access", "before", "\u202E<script>")]
    public async Task A_page_key_that_somebody_invented_opens_the_first_page(string page, string name, string key)
    {
        var visitor = await portal.VisitorAsync(Denise);
        var path = (await visitor.GetAsync(page)).Headers.Location!.ToString();

        var answer = await visitor.GetAsync($"{path}?{name}={Uri.EscapeDataString(key)}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Light_or_dark_stays_chosen_on_the_device(string choice)
    {
        var visitor = await portal.VisitorAsync(Denise);

        await visitor.SubmitAsync("/account", "/appearance", ("choice", choice));

        Assert.Equal(choice, (await visitor.OpenAsync("/account")).DocumentElement.GetAttribute("data-theme"));
    }

    [Fact]
    public async Task Every_demo_person_stands_on_the_sign_in_page_and_can_sign_in()
    {
        var door = (await portal.Visitor().OpenAsync("/sign-in")).Body!.Says();
        foreach (var person in DemoPeople.All)
        {
            Assert.Contains(person.Email, door);
            Assert.Contains(person.Name, (await (await portal.VisitorAsync(person.Email)).OpenAsync("/account")).Body!.Says());
        }
    }

    [Fact]
    public async Task A_portal_that_was_started_without_them_says_nothing_of_the_demo_people()
    {
        await using var plain = portal.WithWebHostBuilder(builder => builder.UseSetting("CareCoord:SampleAccounts", ""));

        var door = await Portal.VisitorOf(plain).ReadAsync("/sign-in");

        Assert.Contains("Input.Password", door);
        Assert.DoesNotContain("Demonstration", door);
        Assert.DoesNotContain(DemoPeople.Email(""), door);
    }

    [Fact]
    public async Task A_proxy_with_visits_only_sees_no_other_part_on_any_page()
    {
        var world = new World(portal.Database);
        var email = await SignInTests.AddAccountAsync(portal, "Visits Only", "four words on paper");
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
        var rosa = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'rosa@demo.carecoord.test'"
        );
        await world.GrantAsync(rosa, account, Access.Category.Appointments);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, "four words on paper");

        var home = await visitor.ReadAsync("/");
        var visits = await visitor.ReadAsync($"/patients/{rosa}/appointments");

        Assert.DoesNotContain("/plan", home + visits);
        Assert.DoesNotContain("/access", home + visits);
        // The talk about her mood carries a label that the grant leaves out.
        Assert.DoesNotContain("A talk about how you feel", visits);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/patients/{rosa}/plan")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/patients/{rosa}/access")).StatusCode);
    }

    private async Task<long> ReadingsAsync(string action) =>
        await portal.Database.AsOwnerAsync<long>("select count(*) from audit_entries where action = $1", action);
}
