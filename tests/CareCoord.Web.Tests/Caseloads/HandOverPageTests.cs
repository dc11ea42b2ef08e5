using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Caseloads;

/// <summary>Handing patients over by the page and its form.</summary>
public sealed class HandOverPageTests(Portal portal) : IClassFixture<Portal>
{
    private static string Place(HttpResponseMessage answer) => new Uri(new Uri("http://localhost"), answer.Headers.Location!).PathAndQuery;

    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task The_selected_arrive_on_the_page_where_patients_are_handed_over()
    {
        var carla = await portal.VisitorAsync(Carla);
        var (denise, walter) = (await PatientAsync("denise"), await PatientAsync("walter"));

        var choose = await CaseloadForms.BringAsync(
            carla,
            "/caseload/hand-over",
            denise.ToString(),
            "nonsense",
            Guid.CreateVersion7().ToString()
        );
        Assert.True(choose.Has($"[value='{denise}']:checked"));
        Assert.True(choose.Has($"[value='{walter}']:not(:checked)"));
        Assert.Contains("1 of those you chose is not on your own caseload", choose.Body!.Says());
        Assert.DoesNotContain("Choose the coordinator who", choose.Body!.Says());
    }

    [Fact]
    public async Task Who_has_nobody_of_their_own_and_hands_over_those_they_stand_in_for_is_told_so()
    {
        await portal.Database.AsOwnerAsync(
            """
            update account_hats h set hat = 'coordinator' from accounts a where a.id = h.account_id and a.email = 'mia@demo.carecoord.test'
            """
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
                    await CaseloadForms.SubmitAsync(carla, "/caseload/hand-over", "choose", ("Which", "some"), ("People", rosa.ToString()))
                ).Content.ReadAsStringAsync()
            )
        );
        Assert.Contains(
            "Choose whom to hand over.",
            WebUtility.HtmlDecode(
                await (
                    await CaseloadForms.SubmitAsync(carla, "/caseload/hand-over", "choose", ("Which", "some"), ("To", priya.ToString()))
                ).Content.ReadAsStringAsync()
            )
        );

        var summary = await (
            await CaseloadForms.SubmitAsync(
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

        // The same form leads to where it led; another that was opened before says what happened since.
        var again = await carla.SendAsync(new(HttpMethod.Post, "/caseload/hand-over") { Content = new FormUrlEncodedContent(fields) });
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        fields.RemoveAll(field => field.Key == "_once");
        var second = await carla.SendAsync(new(HttpMethod.Post, "/caseload/hand-over") { Content = new FormUrlEncodedContent(fields) });
        Assert.Contains(
            "not on your own caseload any more, so nothing was handed over",
            WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync())
        );
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private async Task<Guid> PatientAsync(string name) =>
        await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            name + "@demo.carecoord.test"
        );
}
