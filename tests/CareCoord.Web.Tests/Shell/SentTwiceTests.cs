using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Shell;

/// <summary>A form does what it asks for once: who sends it twice comes to where the first led.</summary>
public sealed class SentTwiceTests(Portal portal) : IClassFixture<Portal>
{
    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task Two_that_are_sent_at_the_same_moment_make_one_thing_and_both_lead_to_it()
    {
        var carla = await portal.VisitorAsync(Carla);
        var send = await FillInAsync(carla, "Sent twice at once");

        var answers = await Task.WhenAll(send(), send());

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(1, await CountAsync("Sent twice at once"));
    }

    [Fact]
    public async Task One_that_is_sent_again_later_makes_nothing_more()
    {
        var carla = await portal.VisitorAsync(Carla);
        var send = await FillInAsync(carla, "Sent again later");

        var first = await send();
        var second = await send();

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, await CountAsync("Sent again later"));
    }

    [Fact]
    public async Task One_that_was_refused_is_sent_again_when_it_is_mended()
    {
        var carla = await portal.VisitorAsync(Carla);
        var page = Html.Read(await carla.ReadAsync(await NewTaskAsync()));
        var key = page.Form("assign").Value("[name=_once]");

        var refused = await SendAsync(carla, key, "");
        var done = await SendAsync(carla, key, "Sent when it was mended");

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(1, await CountAsync("Sent when it was mended"));
    }

    [Fact]
    public async Task Every_form_that_posts_to_the_portal_carries_a_key_of_its_own()
    {
        var keys = new List<string>();
        foreach (var person in PageVisit.All.GroupBy(visit => visit.Email))
        {
            var visitor = await portal.VisitorAsync(person.Key);
            foreach (var visit in person)
            {
                // A short address leads on to the record.
                var address = await visit.AddressAsync(portal.Database);
                var leads = (await visitor.GetAsync(address)).Headers.Location?.ToString() ?? address;
                var page = await Html.ReadAsync(await visitor.GetAsync(leads));
                foreach (var form in page.QuerySelectorAll("form[method=post]:not([enctype])"))
                {
                    Assert.True(form.Has("[name=_once]"), $"{visit.Path}: {form.OuterHtml[..Math.Min(200, form.OuterHtml.Length)]}");
                    keys.Add(form.Value("[name=_once]"));
                }
            }
        }

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.True(keys.Count > 30, $"{keys.Count} forms were seen.");
    }

    private async Task<Func<Task<HttpResponseMessage>>> FillInAsync(Visitor carla, string title)
    {
        var page = Html.Read(await carla.ReadAsync(await NewTaskAsync()));
        var key = page.Form("assign").Value("[name=_once]");
        return () => SendAsync(carla, key, title);
    }

    private async Task<HttpResponseMessage> SendAsync(Visitor carla, string key, string title) =>
        await carla.SubmitNamedAsync(
            await NewTaskAsync(),
            "assign",
            ("_once", key),
            ("Input.Title", title),
            ("Input.Why", "For the next visit."),
            ("Input.About", "general"),
            ("Input.Priority", "routine"),
            ("Input.Due", "none"),
            ("Input.Whom", "role.nutritionist")
        );

    private async Task<string> NewTaskAsync() => $"/patients/{await portal.Database.PatientAsync("Denise")}/tasks/new";

    private Task<int> CountAsync(string title) =>
        portal.Database.AsOwnerAsync<int>("select count(*)::integer from care_tasks where title = $1", title);
}
