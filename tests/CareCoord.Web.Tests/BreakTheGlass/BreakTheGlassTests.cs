using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.BreakTheGlass;

/// <summary>Finding a person, breaking the glass and reviewing it, by plain forms without any script.</summary>
public sealed class BreakTheGlassTests(Portal portal) : IClassFixture<Portal>
{
    private const string Reason = "Seizure in our waiting room, ambulance on its way.";
    private const string Admin = "admin@demo.carecoord.test";

    [Fact]
    public async Task Victor_finds_Walter_breaks_the_glass_reads_and_is_done()
    {
        var victor = await portal.VisitorAsync("victor@demo.carecoord.test");
        var walter = await PatientAsync("walter");
        Assert.Equal(HttpStatusCode.NotFound, (await victor.GetAsync($"/patients/{walter}/glass")).StatusCode);

        var found = await FindAsync(victor, "walter", "BRANDT", "1955-03-04");
        Assert.Equal($"/patients/{walter}/glass", Path(found));
        Assert.Contains("Break the glass for Walter Brandt", await ReadAsync(victor, $"/patients/{walter}/glass"));
        Assert.Equal(HttpStatusCode.NotFound, (await victor.GetAsync($"/patients/{walter}/plan")).StatusCode);

        var broken = await BreakAsync(victor, walter, Reason);
        Assert.Equal($"/patients/{walter}/plan", Path(broken));
        foreach (var part in new[] { "plan", "appointments" })
        {
            var page = await ReadAsync(victor, $"/patients/{walter}/{part}");
            Assert.Contains("You broke the glass.", page);
            Assert.Contains("4 hours left", page);
            Assert.DoesNotContain("blazor.web", page);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await victor.GetAsync($"/patients/{walter}/access")).StatusCode);
        Assert.Contains("You already have access", await ReadAsync(victor, $"/patients/{walter}/glass"));
        Assert.Contains("Open to you because you broke the glass", await ReadAsync(victor, "/find-person"));
        var history = await ReadAsync(await portal.VisitorAsync("walter@demo.carecoord.test"), $"/patients/{walter}/access");
        Assert.Contains("Dr. Victor Nguyen, as provider, looked for this person by name and date of birth", history);
        Assert.Contains("Dr. Victor Nguyen, as provider, broke the glass", history);
        Assert.Contains("opened the record in an emergency and gave the clinic the reason", history);
        Assert.DoesNotContain(Reason, history);

        var done = await victor.SubmitAsync($"/patients/{walter}/plan", "/glass/end");
        Assert.Equal("/find-person?done=yes", Path(done));
        Assert.Contains("closed to you again", await ReadAsync(victor, Path(done)));
        Assert.Equal(HttpStatusCode.NotFound, (await victor.GetAsync($"/patients/{walter}/plan")).StatusCode);
        Assert.DoesNotContain(
            portal.Log.Lines,
            line =>
                line.Contains("Seizure", StringComparison.OrdinalIgnoreCase) || line.Contains("Brandt", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Who_is_on_the_team_or_acts_as_themselves_sees_no_red_line()
    {
        var walter = await PatientAsync("walter");
        foreach (var who in new[] { "walter", "grace", "carla" })
            Assert.DoesNotContain(
                "You broke the glass",
                await ReadAsync(await portal.VisitorAsync($"{who}@demo.carecoord.test"), $"/patients/{walter}/plan")
            );
    }

    [Theory]
    [InlineData("walter")]
    [InlineData("ana")]
    [InlineData("admin")]
    public async Task Patients_caregivers_and_administrators_find_nobody(string who)
    {
        var visitor = await portal.VisitorAsync($"{who}@demo.carecoord.test");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/find-person")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await visitor.SubmitAsync(
                    "/account",
                    "/find-person",
                    ("_handler", "find"),
                    ("Input.GivenName", "Denise"),
                    ("Input.FamilyName", "Moore"),
                    ("Input.BirthDate", "1972-01-01")
                )
            ).StatusCode
        );
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                "select count(*) from person_searches s join accounts a on a.id = s.account_id where a.email = $1",
                $"{who}@demo.carecoord.test"
            )
        );
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("coordinator")]
    public async Task Nobody_but_an_administrator_sees_the_list(string hat)
    {
        var visitor = await portal.VisitorAsync(hat == "provider" ? "peter@demo.carecoord.test" : "carla@demo.carecoord.test");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/glass")).StatusCode);
        Assert.False((await visitor.OpenAsync("/")).Has("[href='/glass']"));
    }

    [Theory]
    [InlineData("Walter", "Brand", "1955-03-04")]
    [InlineData("Walter\u0000", "<script>alert(1)</script>", "1955-03-04")]
    [InlineData("\u202EWalter", "' or 1=1 --", "2999-01-01")]
    public async Task A_search_without_a_match_says_so_and_keeps_what_was_typed(string given, string family, string born)
    {
        var noor = await portal.VisitorAsync("noor@demo.carecoord.test");

        var answer = await FindAsync(noor, given, family, born);
        var body = await answer.Content.ReadAsStringAsync();

        if (given.Contains('\0'))
        {
            // A form with a NUL is not read at all.
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("Nobody is here with this name", body);
            Assert.Equal(family, Html.Read(body).Value("[name='Input.FamilyName']"));
        }

        Assert.DoesNotContain("<script>alert", body);
    }

    [Theory]
    [InlineData("", "", "", "Enter the given name.", "Enter the family name.", "Enter the date of birth.")]
    [InlineData("Walter", "Brandt", "4.3.1955", "like 1955-03-04")]
    [InlineData("Walter", "Brandt", "1955-02-30", "like 1955-03-04")]
    public async Task What_is_missing_is_said_at_its_field(string given, string family, string born, params string[] said)
    {
        var samira = await portal.VisitorAsync("samira@demo.carecoord.test");

        var body = WebUtility.HtmlDecode(await (await FindAsync(samira, given, family, born)).Content.ReadAsStringAsync());

        Assert.All(said, sentence => Assert.Contains(sentence, body));
        Assert.Equal(
            0,
            await portal.Database.AsOwnerAsync<long>(
                "select count(*) from person_searches s join accounts a on a.id = s.account_id where a.email = 'samira@demo.carecoord.test'"
            )
        );
    }

    [Fact]
    public async Task Ten_kilobytes_of_a_name_or_a_reason_are_refused_in_words()
    {
        var ruth = await portal.VisitorAsync("ruth@demo.carecoord.test");
        var walter = await PatientAsync("walter");

        Assert.Contains(
            "too long for a name",
            await (await FindAsync(ruth, new string('a', 10_240), "Brandt", "1955-03-04")).Content.ReadAsStringAsync()
        );
        await FindAsync(ruth, "Walter", "Brandt", "1955-03-04");
        var refused = await (await BreakAsync(ruth, walter, new string('a', 10_240))).Content.ReadAsStringAsync();
        Assert.Contains("at most 2,000 characters", refused);
        var kept = await (await BreakAsync(ruth, walter, "Too <b>short</b>")).Content.ReadAsStringAsync();
        Assert.Contains("at least 20 letters", kept);
        Assert.Contains("Too &lt;b&gt;short&lt;/b&gt;", kept);
        Assert.Contains(
            "Choose what kind of reason",
            await (
                await ruth.SubmitAsync(
                    $"/patients/{walter}/glass",
                    $"/patients/{walter}/glass",
                    ("Input.Kind", "Curiosity"),
                    ("Input.Reason", Reason)
                )
            ).Content.ReadAsStringAsync()
        );
        Assert.Equal(HttpStatusCode.NotFound, (await ruth.GetAsync($"/patients/{walter}/plan")).StatusCode);
    }

    [Fact]
    public async Task After_ten_searches_the_page_says_to_wait()
    {
        var hannah = await portal.VisitorAsync("hannah@demo.carecoord.test");
        for (var i = 0; i < 10; i++)
            await FindAsync(hannah, "Nobody", "Atall", "1950-01-01");

        Assert.Contains(
            "You can search again in 15 minutes",
            await (await FindAsync(hannah, "Rosa", "Reyes", "1944-01-01")).Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task The_administrator_reviews_what_Mia_did_without_a_way_into_the_record()
    {
        var mia = await portal.VisitorAsync("mia@demo.carecoord.test");
        var walter = await PatientAsync("walter");
        await FindAsync(mia, "Walter", "Brandt", "1955-03-04");
        await BreakAsync(mia, walter, Reason);
        await ReadAsync(mia, $"/patients/{walter}/plan");
        var glass = await portal.Database.AsOwnerAsync<Guid>(
            "select g.id from broken_glass g join accounts a on a.id = g.account_id where a.email = 'mia@demo.carecoord.test'"
        );
        var admin = await portal.VisitorAsync(Admin);

        var list = await ReadAsync(admin, "/glass");
        Assert.Contains($"/glass/{glass}", list);
        Assert.Contains("Walter Brandt", list);
        Assert.DoesNotContain(walter.ToString(), list);
        var detail = await ReadAsync(admin, $"/glass/{glass}");
        Assert.Contains(Reason, detail);
        Assert.DoesNotContain(walter.ToString(), detail);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/patients/{walter}/plan")).StatusCode);

        Assert.Contains("Choose whether it is justified", await SubmittedAsync(admin, glass, ("Input.Note", "Hm")));
        var kept = await SubmittedAsync(admin, glass, ("Input.Verdict", "ToFollowUp"), ("Input.Note", ""));
        Assert.Contains("what is to follow up, and with whom", kept);
        Assert.Equal("ToFollowUp", Html.Read(kept).Value("[name='Input.Verdict']:checked"));
        var followed = await admin.SubmitAsync(
            $"/glass/{glass}",
            $"/glass/{glass}",
            ("Input.Verdict", "ToFollowUp"),
            ("Input.Note", "Talk with Mia on Friday")
        );
        Assert.Equal("/glass", Path(followed));
        Assert.Contains("Talk with Mia on Friday", await ReadAsync(admin, $"/glass/{glass}"));
        await admin.SubmitAsync(
            $"/glass/{glass}",
            $"/glass/{glass}",
            ("Input.Verdict", "Justified"),
            ("Input.Note", "Talked: it was right")
        );
        Assert.Contains("Justified", await ReadAsync(admin, $"/glass/{glass}"));
        Assert.False((await admin.OpenAsync($"/glass/{glass}")).One("main").Has("form"));
        Assert.Contains(
            "checked why the glass was broken",
            await ReadAsync(await portal.VisitorAsync("walter@demo.carecoord.test"), $"/patients/{walter}/access")
        );
    }

    private static Task<HttpResponseMessage> FindAsync(Visitor visitor, string given, string family, string born) =>
        visitor.SubmitAsync(
            "/find-person",
            "/find-person",
            ("Input.GivenName", given),
            ("Input.FamilyName", family),
            ("Input.BirthDate", born)
        );

    private static Task<HttpResponseMessage> BreakAsync(Visitor visitor, Guid patient, string reason) =>
        visitor.SubmitAsync(
            $"/patients/{patient}/glass",
            $"/patients/{patient}/glass",
            ("Input.Kind", "EmergencyTreatment"),
            ("Input.Reason", reason)
        );

    private static async Task<string> SubmittedAsync(Visitor admin, Guid glass, params (string, string)[] fields) =>
        WebUtility.HtmlDecode(await (await admin.SubmitAsync($"/glass/{glass}", $"/glass/{glass}", fields)).Content.ReadAsStringAsync());

    private static async Task<string> ReadAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private static string Path(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}");
        var to = answer.Headers.Location!;
        return to.IsAbsoluteUri ? to.PathAndQuery : to.ToString();
    }

    private Task<Guid> PatientAsync(string name) =>
        portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            $"{name}@demo.carecoord.test"
        );
}
