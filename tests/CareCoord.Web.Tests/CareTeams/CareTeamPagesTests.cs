using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTeams;

/// <summary>The care team's pages and forms, over HTTP and without script.</summary>
public sealed class CareTeamPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Carla = "carla@demo.carecoord.test";

    [Fact]
    public async Task The_patient_reads_whom_to_ask_about_what()
    {
        var page = await TextAsync(await portal.VisitorAsync("walter@demo.carecoord.test"), await TeamOfAsync("Walter"));

        foreach (
            var words in new[]
            {
                "Your care team",
                "Getting walking again",
                "Kwame Mensah",
                "physical therapist",
                "Nobody leads this now",
                "Were on your team",
                "Marcus Bell",
                "tel:3125550131",
            }
        )
            Assert.Contains(words, page);
        Assert.DoesNotContain("Add somebody", page);
    }

    [Fact]
    public async Task What_a_caregiver_may_see_is_written_for_those_who_may_know()
    {
        var team = await TeamOfAsync("Rosa");

        Assert.Contains("May see", await TextAsync(await portal.VisitorAsync("rosa@demo.carecoord.test"), team));
        var nurse = await TextAsync(await portal.VisitorAsync("samira@demo.carecoord.test"), team);
        Assert.Contains("Ana Reyes", nurse);
        Assert.DoesNotContain("May see", nurse);
        Assert.DoesNotContain("Cannot see the record", nurse);
        // Rosa's low spirits carry a label that the grant of her daughter leaves out.
        Assert.DoesNotContain("Mornings that are hard", await TextAsync(await portal.VisitorAsync("ana@demo.carecoord.test"), team));
        Assert.Contains("Mornings that are hard", await TextAsync(await portal.VisitorAsync("rosa@demo.carecoord.test"), team));
    }

    [Fact]
    public async Task The_coordinator_finds_adds_changes_and_ends_by_forms()
    {
        var (carla, team) = (await portal.VisitorAsync(Carla), await TeamOfAsync("Walter"));
        var noor = await AccountAsync("noor");
        var found = await TextAsync(carla, $"{team}/add?name=NOOR&role=OccupationalTherapist&clinic=movement");
        Assert.Contains("Noor Rahman", found);
        Assert.DoesNotContain("Kwame", found);

        var joined = await carla.SubmitNamedAsync(
            $"{team}/add/{noor}",
            "join",
            ("Input.Role", "OccupationalTherapist"),
            ("Input.AskAbout", "Your bathroom"),
            ("Input.From", "")
        );
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Contains("Your bathroom", await TextAsync(carla, joined.Headers.Location!.ToString()));
        var member = await MemberAsync(noor);

        var changed = await carla.SubmitNamedAsync(
            $"{team}/members/{member}",
            "member",
            ("Input.Role", "Nurse"),
            ("Input.AskAbout", "Your stairs")
        );
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("Your stairs", await TextAsync(carla, team));

        var ended = await carla.SubmitNamedAsync($"{team}/members/{member}/end", "leave", ("Input.LastDay", ""));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitorAsync("noor@demo.carecoord.test")).GetAsync(team)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await carla.GetAsync($"{team}/members/{member}")).StatusCode);
    }

    [Fact]
    public async Task Concerns_are_named_led_and_closed_by_forms()
    {
        var (carla, team) = (await portal.VisitorAsync(Carla), await TeamOfAsync("Denise"));

        var named = await carla.SubmitNamedAsync(
            $"{team}/concerns/new",
            "concern",
            ("Input.Concern", "Sleeping <b>well</b>"),
            ("Input.Lead", ""),
            ("Input.MentalHealth", "true")
        );
        Assert.True(named.StatusCode == HttpStatusCode.Redirect, await BodyAsync(named));
        var page = await (await carla.GetAsync(team)).Content.ReadAsStringAsync();
        Assert.Contains("Sleeping <b>well</b>", Html.Read(page).Body!.Says());
        Assert.Contains("Kept to those who may see mental health", page);
        var again = await Html.ReadAsync(
            await carla.SubmitNamedAsync($"{team}/concerns/new", "concern", ("Input.Concern", "sleeping <B>well</B>"), ("Input.Lead", ""))
        );
        Assert.Contains("takes care of that already", again.Body!.Says());
        Assert.Equal("sleeping <B>well</B>", again.Value("[name='Input.Concern']"));

        var concern = await portal.Database.AsOwnerAsync<Guid>("select id from care_concerns where concern like 'Sleeping%'");
        var lead = await portal.Database.AsOwnerAsync<Guid>(
            """
            select m.id from care_team_members m join accounts a on a.id = m.account_id join care_concerns c on c.patient_id = m.patient_id
            where c.id = $1 and a.email like 'mia@%'
            """,
            concern
        );
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await carla.SubmitNamedAsync($"{team}/concerns/{concern}", "lead", ("Leading.Member", lead.ToString()))).StatusCode
        );
        Assert.Contains("Mia Chen leads", await TextAsync(carla, $"{team}/concerns/{concern}"));
        Assert.Equal(HttpStatusCode.Redirect, (await carla.SubmitNamedAsync($"{team}/concerns/{concern}", "close")).StatusCode);
        Assert.DoesNotContain("Sleeping", await TextAsync(carla, team));
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_what_they_typed_stays()
    {
        var (carla, team) = (await portal.VisitorAsync(Carla), await TeamOfAsync("Rosa"));
        var member = await portal.Database.AsOwnerAsync<Guid>(
            """
            select m.id from care_team_members m join accounts a on a.id = m.account_id join patients p on p.id = m.patient_id
            where p.given_name = 'Rosa' and a.email like 'noor@%'
            """
        );
        var version = await portal.Database.AsOwnerAsync<uint>("select xmin from care_team_members where id = $1", member);
        await carla.SubmitNamedAsync($"{team}/members/{member}", "member", ("Input.Role", "Nurse"), ("Input.AskAbout", "First"));

        var late = await carla.SubmitNamedAsync(
            $"{team}/members/{member}",
            "member",
            ("Input.Version", version.ToString()),
            ("Input.Role", "Nurse"),
            ("Input.AskAbout", "Second")
        );
        var body = await BodyAsync(late);

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("a moment ago", body);
        Assert.Contains("Ask about: First", body);
        Assert.Contains("value=\"Second\"", body);
        Assert.DoesNotContain($"value=\"{version}\"", body);
    }

    [Theory]
    [InlineData("Input.AskAbout", "", "Say what to ask them about")]
    [InlineData("Input.AskAbout", "\u202E\u2069", "Say what to ask them about")]
    [InlineData("Input.AskAbout", "Kitchen \u202Enehctik", "cannot be shown")]
    [InlineData("Input.From", "2020-01-01", "past")]
    [InlineData("Input.From", "9999-12-31", "year")]
    [InlineData("Input.From", "soon", "soon")]
    [InlineData("Input.Role", "Caregiver", "caregiver joins the team when")]
    [InlineData("Input.Role", "99", "")]
    public async Task What_is_wrong_is_said_and_nothing_is_saved(string field, string value, string sentence)
    {
        var (carla, team, noor) = (await portal.VisitorAsync(Carla), await TeamOfAsync("Denise"), await AccountAsync("noor"));
        var fields = new Dictionary<string, string>
        {
            ["Input.Role"] = "OccupationalTherapist",
            ["Input.AskAbout"] = "Kitchen",
            ["Input.From"] = "",
            [field] = value,
        };

        var answer = await carla.SubmitNamedAsync($"{team}/add/{noor}", "join", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, await BodyAsync(answer));
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                """
                select count(*) from care_team_members m join patients p on p.id = m.patient_id
                where p.given_name = 'Denise' and m.account_id = $1
                """,
                noor
            )
        );
    }

    [Theory]
    [InlineData("Input.AskAbout")]
    [InlineData("Input.From")]
    public async Task Ten_thousand_characters_or_a_zero_are_refused_without_a_fault(string field)
    {
        var (carla, team, noor) = (await portal.VisitorAsync(Carla), await TeamOfAsync("Denise"), await AccountAsync("noor"));
        foreach (var value in new[] { new string('x', 10_000), "a\0b" })
        {
            var answer = await carla.SubmitNamedAsync($"{team}/add/{noor}", "join", ("Input.Role", "Nurse"), (field, value));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%E2%80%AE%3Cscript%3E")]
    [InlineData("'%20or%201%3D1%20--%25_")]
    public async Task A_search_for_anything_is_only_a_search(string typed) =>
        Assert.DoesNotContain(
            "<script>",
            await (await portal.VisitorAsync(Carla)).ReadAsync(
                $"{await TeamOfAsync("Walter")}/add?name={typed}&role={typed}&clinic={typed}"
            )
        );

    [Theory]
    [InlineData("walter")]
    [InlineData("grace")]
    public async Task The_forms_are_the_coordinators(string name)
    {
        var (visitor, team) = (await portal.VisitorAsync(name + "@demo.carecoord.test"), await TeamOfAsync("Walter"));
        var kwame = await portal.Database.AsOwnerAsync<Guid>(
            """
            select m.id from care_team_members m join accounts a on a.id = m.account_id join patients p on p.id = m.patient_id
            where p.given_name = 'Walter' and a.email like 'kwame@%'
            """
        );
        var concern = await portal.Database.AsOwnerAsync<Guid>("select id from care_concerns where concern = 'Getting walking again'");

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(team)).StatusCode);
        foreach (
            var path in new[]
            {
                "/add",
                $"/add/{await AccountAsync("noor")}",
                "/concerns/new",
                $"/concerns/{concern}",
                $"/members/{kwame}",
                $"/members/{kwame}/end",
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(team + path)).StatusCode);
    }

    [Fact]
    public async Task A_provider_who_no_longer_cares_for_somebody_leaves_by_a_form()
    {
        var world = new World(portal.Database);
        var email = await SignInTests.AddAccountAsync(portal, "Nina Leaver", "four words on paper", Access.Hat.Provider);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
        var team = await TeamOfAsync("Denise");
        var member = await world.JoinTeamAsync(Guid.Parse(team.Split('/')[2]), account, await world.ProviderAsync(account));
        var nina = portal.Visitor();
        await nina.SignInAsync(email, "four words on paper");
        Assert.Contains("I no longer care for Denise", await TextAsync(nina, team));

        var left = await nina.SubmitNamedAsync($"{team}/members/{member}/end", "leave", ("Input.LastDay", ""));

        Assert.Equal("http://localhost/", left.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await nina.GetAsync(team)).StatusCode);
    }

    [Fact]
    public async Task Staff_and_caregivers_keep_how_they_are_reached_right()
    {
        var kwame = await portal.VisitorAsync("kwame@demo.carecoord.test");
        Assert.Contains("/account/contact", await kwame.ReadAsync("/account"));

        var wrong = await Html.ReadAsync(
            await kwame.SubmitNamedAsync("/account/contact", "contact", ("Input.Phone", "call <me>"), ("Input.BestWay", "Early"))
        );
        Assert.Contains("one can dial", wrong.Body!.Says());
        Assert.Equal("call <me>", wrong.Value("[name='Input.Phone']"));
        var saved = await BodyAsync(
            await kwame.SubmitNamedAsync("/account/contact", "contact", ("Input.Phone", "(312) 555-0131 ext 7"), ("Input.BestWay", "Early"))
        );
        Assert.Contains("Saved", saved);

        var team = await TextAsync(await portal.VisitorAsync("walter@demo.carecoord.test"), await TeamOfAsync("Walter"));
        Assert.Contains("tel:3125550131;ext=7", team);
        Assert.Contains("Early", team);
    }

    private async Task<string> TeamOfAsync(string givenName) =>
        $"/patients/{await portal.Database.AsOwnerAsync<Guid>(
        "select p.id from patients p join accounts a on a.id = p.account_id where p.given_name = $1", givenName)}/team";

    private Task<Guid> AccountAsync(string name) =>
        portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", name + "@demo.carecoord.test");

    private Task<Guid> MemberAsync(Guid account) =>
        portal.Database.AsOwnerAsync<Guid>(
            """
            select m.id from care_team_members m join patients p on p.id = m.patient_id where p.given_name = 'Walter' and m.account_id = $1
            """,
            account
        );

    private static async Task<string> TextAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
