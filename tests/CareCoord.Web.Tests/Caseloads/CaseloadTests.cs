using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Caseloads;

/// <summary>The coordinator's desk, and what it leads to, as plain pages and forms.</summary>
public sealed class CaseloadTests(Portal portal) : IClassFixture<Portal>
{
    private static string Place(HttpResponseMessage answer) => new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;

    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task The_desk_is_the_coordinators_and_its_counts_are_filters()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = await ReadAsync(carla, "/caseload");
        foreach (var name in new[] { "Walter Brandt", "Denise Moore", "Rosa Reyes" })
            Assert.Contains(name, page);
        Assert.Contains("blazor.web", page);
        var links = (await carla.OpenAsync("/caseload")).QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ToHashSet();
        foreach (
            var address in new[]
            {
                "/caseload?need=true",
                "/caseload?late=true",
                "/caseload?transition=true",
                "/caseload?risk=high",
                "/caseload?documents=true",
                "/caseload?sort=name",
                // By need it is sorted already.
                "/caseload?reverse=true",
            }
        )
        {
            Assert.Contains(address, links);
            await ReadAsync(carla, address);
        }

        Assert.Contains("Denise Moore", await ReadAsync(carla, "/caseload?name=DENISE"));
        Assert.DoesNotContain("Walter Brandt", await ReadAsync(carla, "/caseload?name=DENISE"));
        foreach (var email in new[] { "denise", "anil", "ana", "admin" })
        {
            var other = await portal.VisitorAsync(email + "@demo.carecoord.test");
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/caseload")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/caseload/hand-over")).StatusCode);
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await other.GetAsync($"/patients/{await PatientAsync("denise")}/coordinate")).StatusCode
            );
        }
    }

    [Fact]
    public async Task Without_script_it_reads_sorts_by_link_selects_and_opens_somebody_beside_the_list()
    {
        var carla = await portal.VisitorAsync(Carla);
        var walter = await PatientAsync("walter");
        var page = await carla.OpenAsync("/caseload?sort=name");
        Assert.Equal("ascending", page.One("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal("/caseload?sort=name&reverse=true", page.One("th[aria-sort] a").GetAttribute("href"));
        var names = page.QuerySelectorAll("a.name").Select(link => link.Says()).ToList();
        var families = await portal.Database.AsOwnerAsync<string[]>(
            """
            select array_agg(family_name order by array_position($1, given_name || ' ' || family_name)) from patients
            where given_name || ' ' || family_name = any ($1)
            """,
            (object)names.ToArray()
        );
        Assert.Equal(families!.Order(StringComparer.OrdinalIgnoreCase), families!);
        var back = await carla.OpenAsync("/caseload?sort=name&reverse=true");
        Assert.Equal("descending", back.One("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal(names.AsEnumerable().Reverse(), back.QuerySelectorAll("a.name").Select(link => link.Says()));

        var row = page.QuerySelectorAll("a.name").Single(link => link.Says() == "Walter Brandt");
        Assert.Equal($"/caseload?sort=name&open={walter}", row.GetAttribute("href"));
        var panel = (await carla.OpenAsync(row.GetAttribute("href")!)).One(".panel");
        foreach (var words in new[] { "First contact after the discharge", "Since you looked", "Risk", "Open tasks", "Plan v3" })
            Assert.Contains(words, panel.Says());
        Assert.NotNull(panel.QuerySelector("a[href^='tel:']"));
        foreach (
            var there in new[] { $"/patients/{walter}/plan", $"/patients/{walter}/tasks/new", $"/caseload/hand-over?patient={walter}" }
        )
            Assert.True(panel.QuerySelector($"a[href='{there}']") is not null, there);
        Assert.Equal("/caseload?sort=name", panel.QuerySelectorAll("a").Single(link => link.Says() == "Close").GetAttribute("href"));
        Assert.Contains("not on this page of your caseload", await ReadAsync(carla, $"/caseload?open={Guid.CreateVersion7()}"));

        Assert.True((await carla.OpenAsync("/caseload")).Has("[name='Input.Patients']:not(:checked)"));
        Assert.Contains("Select nobody", await ReadAsync(carla, "/caseload?selected=all"));
        Assert.False((await carla.OpenAsync("/caseload?selected=all")).Has("[name='Input.Patients']:not(:checked)"));
    }

    [Fact]
    public async Task The_columns_stand_as_their_owner_keeps_them()
    {
        var carla = await portal.VisitorAsync(Carla);
        Assert.Equal(["Person", "Why they need you", "Next", "Plan"], await HeadsAsync(carla));
        await portal.Database.AsOwnerAsync(
            "insert into kept_columns select id, 'coordinator', 'caseload', $2, now() from accounts where email = $1",
            Carla,
            "documents:20 person:30 risk:10"
        );
        Assert.Equal(["Documents", "Person", "Risk"], await HeadsAsync(carla));
        await portal.Database.AsOwnerAsync("delete from kept_columns where true");
    }

    [Theory]
    [InlineData("sort=nonsense&need=maybe&reason=x&risk=9&late=1&transition=<script>")]
    [InlineData("name=%00%E2%80%AE<script>alert(1)</script>")]
    [InlineData("after=' or 1=1 --")]
    [InlineData("sort=name&sort=risk&name=a&name=b&selected=all&selected=x")]
    public async Task An_address_that_somebody_invented_is_read_as_far_as_it_can_be(string query)
    {
        var carla = await portal.VisitorAsync(Carla);

        Assert.DoesNotContain(
            (await carla.OpenAsync("/caseload?" + query)).Say("script"),
            script => script.Contains("alert", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.OK, (await carla.GetAsync("/caseload?name=" + new string('x', 5000))).StatusCode);
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_and_removed()
    {
        var carla = await portal.VisitorAsync(Carla);
        var kept = await CaseloadForms.SubmitAsync(carla, "/caseload?sort=risk&risk=high", "save-view", ("Name", "High <b>risk</b>"));
        Assert.Equal("/caseload?sort=risk&risk=high", Place(kept));
        var page = await carla.OpenAsync("/caseload");
        Assert.Equal(
            "/caseload?sort=risk&risk=high",
            page.QuerySelectorAll("a").Single(link => link.Says() == "High <b>risk</b>").GetAttribute("href")
        );

        var refused = await CaseloadForms.SubmitAsync(carla, "/caseload?sort=risk", "save-view", ("Name", new string('x', 61)));
        var body = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Shorten it to 60.", body);
        Assert.Contains(new string('x', 61), body);

        var id = page.Value("[name=View]");
        await CaseloadForms.SubmitAsync(carla, "/caseload", "remove-view", ("View", id));
        Assert.DoesNotContain("High <b>risk</b>", (await carla.OpenAsync("/caseload")).Say("a"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await CaseloadForms.SubmitAsync(carla, "/caseload", "remove-view", ("View", id))).StatusCode
        );
    }

    [Fact]
    public async Task The_selected_arrive_on_the_page_where_a_task_is_assigned()
    {
        var carla = await portal.VisitorAsync(Carla);
        var (denise, walter) = (await PatientAsync("denise"), await PatientAsync("walter"));

        var two = await CaseloadForms.BringAsync(carla, "/tasks/new", denise.ToString(), walter.ToString(), "nonsense", denise.ToString());
        Assert.Contains("For 2 patients", two.Body!.Says());
        Assert.Equal(["Walter Brandt", "Denise Moore"], two.Say("main details li").Select(person => person.Split(", born ")[0]));
        Assert.Equal(
            new[] { denise, walter }.Order(),
            two.Form("assign-many").Value("[name='Input.Patients']").Split(',').Select(Guid.Parse).Order()
        );
        Assert.DoesNotContain("Say what is to be done.", two.Body!.Says());
        Assert.Contains("No patients are chosen.", (await CaseloadForms.BringAsync(carla, "/tasks/new")).Body!.Says());

        var everybody = await carla.GetAsync("/caseload/assign");
        Assert.Equal(HttpStatusCode.NotFound, everybody.StatusCode);
    }

    [Fact]
    public async Task Risk_and_discharge_are_set_on_the_patients_page_and_what_was_typed_stays_where_it_is_refused()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = $"/patients/{await PatientAsync("denise")}/coordinate";
        var empty = WebUtility.HtmlDecode(
            await (await CaseloadForms.SubmitAsync(carla, page, "risk", ("Risk.Reason", " "))).Content.ReadAsStringAsync()
        );
        Assert.Contains("Choose how high the risk is.", empty);
        Assert.Contains("Say why, so that a colleague understands it.", empty);
        var long10k = WebUtility.HtmlDecode(
            await (
                await CaseloadForms.SubmitAsync(carla, page, "risk", ("Risk.Level", "High"), ("Risk.Reason", new string('y', 10_240)))
            ).Content.ReadAsStringAsync()
        );
        Assert.Contains("Shorten it to 500.", long10k);
        Assert.Contains(new string('y', 10_240), long10k);

        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await CaseloadForms.SubmitAsync(
                    carla,
                    page,
                    "risk",
                    ("Risk.Level", "High"),
                    ("Risk.Reason", "Sugar over 300 <script> twice")
                )
            ).StatusCode
        );
        Assert.Contains("Sugar over 300 &lt;script&gt; twice", await carla.ReadAsync(page));
        Assert.Contains("Sugar over 300", await ReadAsync(carla, $"/caseload?open={await PatientAsync("denise")}"));
        var denise = await portal.VisitorAsync("denise@demo.carecoord.test");
        foreach (var own in new[] { "/", "/plan", "/access", "/team" })
            Assert.DoesNotContain("Sugar over 300", await (await FollowAsync(denise, own)).Content.ReadAsStringAsync());

        var tomorrow = await Html.ReadAsync(
            await CaseloadForms.SubmitAsync(
                carla,
                page,
                "discharge",
                ("Discharge.Day", "2999-01-01"),
                ("Discharge.Time", "10:00"),
                ("Discharge.From", "City Hospital"),
                ("Discharge.Complexity", "High")
            )
        );
        Assert.Contains("That moment has not come yet.", tomorrow.Body!.Says());
        Assert.Equal("City Hospital", tomorrow.Value("[name='Discharge.From']"));
        var nonsense = WebUtility.HtmlDecode(
            await (
                await CaseloadForms.SubmitAsync(
                    carla,
                    page,
                    "discharge",
                    ("Discharge.Day", "yesterday"),
                    ("Discharge.Time", "late"),
                    ("Discharge.From", "City Hospital"),
                    ("Discharge.Complexity", "Huge")
                )
            ).Content.ReadAsStringAsync()
        );
        Assert.Contains("Choose how complex it is.", nonsense);

        var yesterday = DateOnly
            .FromDateTime(TimeProvider.System.GetUtcNow().AddDays(-1).DateTime)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await CaseloadForms.SubmitAsync(
                    carla,
                    page,
                    "discharge",
                    ("Discharge.Day", yesterday),
                    ("Discharge.Time", "10:00"),
                    ("Discharge.From", "City Hospital"),
                    ("Discharge.Complexity", "High")
                )
            ).StatusCode
        );
        Assert.Contains("Follow-up visit after the discharge", await ReadAsync(carla, page));
        Assert.Contains(
            "Way home from City Hospital",
            await ReadAsync(carla, page.Replace("coordinate", "plan", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("Way home from", await (await FollowAsync(denise, "/plan")).Content.ReadAsStringAsync());
    }

    private static async Task<List<string>> HeadsAsync(Visitor visitor) =>
        [
            .. (await visitor.OpenAsync("/caseload"))
                .QuerySelectorAll(".heads th")
                .Select(head => head.Says().Replace("Sort by ", "", StringComparison.Ordinal).TrimEnd('↑', '↓', ' ')),
        ];

    private static async Task<string> ReadAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private static async Task<HttpResponseMessage> FollowAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        return answer.Headers.Location is { } there ? await visitor.GetAsync(there.ToString()) : answer;
    }

    private async Task<Guid> PatientAsync(string name) =>
        await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            name + "@demo.carecoord.test"
        );
}
