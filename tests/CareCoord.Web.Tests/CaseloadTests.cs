using System.Net;
using AngleSharp.Html.Dom;
using CareCoord.Testing;

namespace CareCoord.Web.Tests;

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
        Assert.DoesNotContain("blazor.web", page);
        var links = (await carla.OpenAsync("/caseload")).QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ToHashSet();
        foreach (
            var address in new[]
            {
                "/caseload?need=true",
                "/caseload?late=true",
                "/caseload?transition=true",
                "/caseload?risk=high",
                "/caseload?sort=name",
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
        var kept = await SubmitAsync(carla, "/caseload?sort=risk&risk=high", "save-view", ("Name", "High <b>risk</b>"));
        Assert.Equal("/caseload?sort=risk&risk=high", Place(kept));
        var page = await carla.OpenAsync("/caseload");
        Assert.Equal(
            "/caseload?sort=risk&risk=high",
            page.QuerySelectorAll("a").Single(link => link.Says() == "High <b>risk</b>").GetAttribute("href")
        );

        var refused = await SubmitAsync(carla, "/caseload?sort=risk", "save-view", ("Name", new string('x', 61)));
        var body = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Shorten it to 60.", body);
        Assert.Contains(new string('x', 61), body);

        var id = page.Value("[name=View]");
        await SubmitAsync(carla, "/caseload", "remove-view", ("View", id));
        Assert.DoesNotContain("High <b>risk</b>", (await carla.OpenAsync("/caseload")).Say("a"));
        Assert.Equal(HttpStatusCode.NotFound, (await SubmitAsync(carla, "/caseload", "remove-view", ("View", id))).StatusCode);
    }

    [Fact]
    public async Task The_selected_arrive_on_the_page_where_a_task_is_assigned()
    {
        var carla = await portal.VisitorAsync(Carla);
        var (denise, walter) = (await PatientAsync("denise"), await PatientAsync("walter"));

        var two = await BringAsync(carla, "/tasks/new", denise.ToString(), walter.ToString(), "nonsense", denise.ToString());
        Assert.Contains("For 2 patients", two.Body!.Says());
        Assert.Contains("Walter Brandt, Denise Moore", two.Body!.Says());
        Assert.Equal(
            new[] { denise, walter }.Order(),
            two.Form("assign-many").Value("[name='Input.Patients']").Split(',').Select(Guid.Parse).Order()
        );
        Assert.DoesNotContain("Say what is to be done.", two.Body!.Says());
        Assert.Contains("No patients are chosen.", (await BringAsync(carla, "/tasks/new")).Body!.Says());

        var everybody = await carla.GetAsync("/caseload/assign");
        Assert.Equal(HttpStatusCode.NotFound, everybody.StatusCode);
    }

    [Fact]
    public async Task The_selected_arrive_on_the_page_where_patients_are_handed_over()
    {
        var carla = await portal.VisitorAsync(Carla);
        var (denise, walter) = (await PatientAsync("denise"), await PatientAsync("walter"));

        var choose = await BringAsync(carla, "/caseload/hand-over", denise.ToString(), "nonsense", Guid.CreateVersion7().ToString());
        Assert.True(choose.Has($"[value='{denise}']:checked"));
        Assert.True(choose.Has($"[value='{walter}']:not(:checked)"));
        Assert.Contains("1 of those you chose is not on your own caseload", choose.Body!.Says());
        Assert.DoesNotContain("Choose the coordinator who", choose.Body!.Says());
    }

    [Fact]
    public async Task Who_has_nobody_of_their_own_and_hands_over_those_they_stand_in_for_is_told_so()
    {
        await portal.Database.AsOwnerAsync(
            "update account_hats h set hat = 'coordinator' from accounts a where a.id = h.account_id and a.email = 'mia@demo.carecoord.test'"
        );
        var mia = await portal.VisitorAsync("mia@demo.carecoord.test");
        var token = (await mia.OpenAsync("/caseload")).Form("save-view").Hidden().Where(field => field.Key != "_handler");

        var answer = await mia.SendAsync(
            new(HttpMethod.Post, "/caseload/hand-over")
            {
                Content = new FormUrlEncodedContent([
                    .. token,
                    new("_handler", "choose"),
                    new("Input.Patients", (await PatientAsync("denise")).ToString()),
                ]),
            }
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Nobody is on your own caseload.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Risk_and_discharge_are_set_on_the_patients_page_and_what_was_typed_stays_where_it_is_refused()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = $"/patients/{await PatientAsync("denise")}/coordinate";
        var empty = WebUtility.HtmlDecode(await (await SubmitAsync(carla, page, "risk", ("Risk.Reason", " "))).Content.ReadAsStringAsync());
        Assert.Contains("Choose how high the risk is.", empty);
        Assert.Contains("Say why, so that a colleague understands it.", empty);
        var long10k = WebUtility.HtmlDecode(
            await (
                await SubmitAsync(carla, page, "risk", ("Risk.Level", "High"), ("Risk.Reason", new string('y', 10_240)))
            ).Content.ReadAsStringAsync()
        );
        Assert.Contains("Shorten it to 500.", long10k);
        Assert.Contains(new string('y', 10_240), long10k);

        Assert.Equal(
            HttpStatusCode.Redirect,
            (await SubmitAsync(carla, page, "risk", ("Risk.Level", "High"), ("Risk.Reason", "Sugar over 300 <script> twice"))).StatusCode
        );
        Assert.Contains("Sugar over 300 &lt;script&gt; twice", await carla.ReadAsync(page));
        Assert.Contains("Sugar over 300", await ReadAsync(carla, "/caseload?name=Denise"));
        var denise = await portal.VisitorAsync("denise@demo.carecoord.test");
        foreach (var own in new[] { "/", "/plan", "/access", "/team" })
            Assert.DoesNotContain("Sugar over 300", await (await FollowAsync(denise, own)).Content.ReadAsStringAsync());

        var tomorrow = await Html.ReadAsync(
            await SubmitAsync(
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
                await SubmitAsync(
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
                await SubmitAsync(
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

    [Fact]
    public async Task Somebody_is_handed_over_in_words_and_somebody_who_is_gone_already_moves_nobody()
    {
        var carla = await portal.VisitorAsync(Carla);
        var priya = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'priya@demo.carecoord.test'");
        var rosa = await PatientAsync("rosa");
        var choose = await carla.OpenAsync($"/caseload/hand-over?patient={rosa}");
        Assert.Contains("Priya Nair", choose.Body!.Says());
        Assert.True(choose.Has($"[value='{rosa}']:checked"));
        Assert.Contains(
            "Choose the coordinator who takes them over.",
            WebUtility.HtmlDecode(
                await (
                    await SubmitAsync(carla, "/caseload/hand-over", "choose", ("Which", "some"), ("People", rosa.ToString()))
                ).Content.ReadAsStringAsync()
            )
        );
        Assert.Contains(
            "Choose whom to hand over.",
            WebUtility.HtmlDecode(
                await (
                    await SubmitAsync(carla, "/caseload/hand-over", "choose", ("Which", "some"), ("To", priya.ToString()))
                ).Content.ReadAsStringAsync()
            )
        );

        var summary = await (
            await SubmitAsync(
                carla,
                "/caseload/hand-over",
                "choose",
                ("Which", "some"),
                ("People", rosa.ToString()),
                ("To", priya.ToString())
            )
        ).Content.ReadAsStringAsync();
        Assert.Contains("Hand Rosa Reyes over to Priya Nair", summary);
        var fields = Html.Read(summary).Form("confirm").Hidden().ToList();
        var first = await carla.SendAsync(new(HttpMethod.Post, "/caseload/hand-over") { Content = new FormUrlEncodedContent(fields) });
        Assert.Equal($"/caseload/hand-over?handed=1&to={priya}", Place(first));
        Assert.Contains("1 person is on Priya Nair’s caseload now", await ReadAsync(carla, first.Headers.Location!.ToString()));
        Assert.DoesNotContain("Rosa Reyes", await ReadAsync(carla, "/caseload"));
        Assert.Equal(HttpStatusCode.NotFound, (await carla.GetAsync($"/patients/{rosa}/plan")).StatusCode);
        Assert.Contains("Rosa Reyes", await ReadAsync(await portal.VisitorAsync("priya@demo.carecoord.test"), "/caseload"));

        var second = await carla.SendAsync(new(HttpMethod.Post, "/caseload/hand-over") { Content = new FormUrlEncodedContent(fields) });
        Assert.Contains(
            "not on your own caseload any more, so nothing was handed over",
            WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync())
        );
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private static async Task<HttpResponseMessage> FollowAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        return answer.Headers.Location is { } there ? await visitor.GetAsync(there.ToString()) : answer;
    }

    // The buttons under the table say where those selected go.
    private static async Task<IHtmlDocument> BringAsync(Visitor visitor, string to, params string[] patients)
    {
        var button = (await visitor.OpenAsync("/caseload")).One($"button[formaction='{to}']");
        var form = button.Closest("form")!;
        var answer = await visitor.SendAsync(
            new(HttpMethod.Post, to)
            {
                Content = new FormUrlEncodedContent([
                    .. form.Hidden(),
                    KeyValuePair.Create(button.GetAttribute("name")!, button.GetAttribute("value")!),
                    .. patients.Select(id => KeyValuePair.Create(form.QuerySelector("input[type=checkbox]")!.GetAttribute("name")!, id)),
                ]),
            }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Html.ReadAsync(answer);
    }

    // A page has several forms: the one with this handler is sent.
    private static async Task<HttpResponseMessage> SubmitAsync(
        Visitor visitor,
        string page,
        string handler,
        params (string Name, string Value)[] fields
    ) =>
        await visitor.SendAsync(
            new(HttpMethod.Post, page)
            {
                Content = new FormUrlEncodedContent(
                    (await visitor.OpenAsync(page)).Form(handler).Hidden().Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
                ),
            }
        );

    private async Task<Guid> PatientAsync(string name) =>
        await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            name + "@demo.carecoord.test"
        );
}
