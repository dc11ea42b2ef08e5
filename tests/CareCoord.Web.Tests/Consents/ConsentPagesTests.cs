using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Consents;

/// <summary>Inviting, changing and ending, by plain forms and without script.</summary>
public sealed class ConsentPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Rosa = "rosa@demo.carecoord.test";
    private const string RosasBirthDate = "1944-02-11";
    private const string Password = "four quiet words on paper";
    private static readonly (string, string)[] Visits = [("Input.Appointments", "View"), ("Input.Plan", "None")];

    [Fact]
    public async Task Somebody_is_invited_makes_an_account_accepts_sees_the_visits_and_sees_nothing_when_it_is_ended()
    {
        var (rosa, access) = await RosaAsync();
        var sent = await InviteAsync(rosa, "bella@example.test", "Bella Cruz");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("bella@example.test", await TextAsync(rosa, access));
        var link = await portal.LinkAsync("bella@example.test");

        var bella = portal.Visitor();
        var door = await TextAsync(bella, link);
        Assert.Contains("Rosa invites you to help", door);
        Assert.DoesNotContain("Reyes", door);
        Assert.Contains("bella@example.test", await TextAsync(bella, link + "/account"));
        var weak = await bella.SubmitNamedAsync(
            link + "/account",
            "account",
            ("Input.Name", "Bella"),
            ("Input.Password", "short"),
            ("Input.Again", "short"),
            ("Input.TimeZone", "America/Chicago")
        );
        Assert.Contains("at least 15 characters", await BodyAsync(weak));
        var made = await bella.SubmitNamedAsync(
            link + "/account",
            "account",
            ("Input.Name", "Bella Cruz"),
            ("Input.Password", Password),
            ("Input.Again", Password),
            ("Input.TimeZone", "America/New_York")
        );
        Assert.Equal(
            (HttpStatusCode.Redirect, link),
            (made.StatusCode, new Uri(new Uri("http://localhost"), made.Headers.Location!).AbsolutePath)
        );

        Assert.Contains(
            "cannot be used with what you entered",
            await BodyAsync(await bella.SubmitNamedAsync(link, "accept", ("Input.BirthDate", "1944-02-12")))
        );
        foreach (var hostile in new[] { "", "11 February", "0000-00-00", "99999-99-99", "1944-02-11'; --", new string('1', 5000) })
            Assert.Equal(HttpStatusCode.OK, (await bella.SubmitNamedAsync(link, "accept", ("Input.BirthDate", hostile))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await bella.SubmitNamedAsync(link, "accept", ("Input.BirthDate", RosasBirthDate))).StatusCode
        );

        Assert.Equal(
            "account.opened link, account.signed-in link, invitation.accepted link",
            await portal.Database.AsOwnerAsync<string>(
                """
                select string_agg(distinct e.action || ' ' || e.signed_in_by, ', ' order by e.action || ' ' || e.signed_in_by)
                from audit_entries e
                where e.action in ('account.opened', 'account.signed-in', 'invitation.accepted')
                  and (e.account_id = $1 or e.subject_id = $1)
                """,
                await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'bella@example.test'")
            )
        );
        Assert.Contains("You are Rosa’s friend.", await TextAsync(bella, "/"));
        var visits = access.Replace("/access", "/appointments");
        Assert.Contains("Bella Cruz for Rosa Reyes", await TextAsync(bella, visits));
        Assert.Equal(HttpStatusCode.NotFound, (await bella.GetAsync(access)).StatusCode);
        Assert.Contains("Bella Cruz has accepted the invitation", await TextAsync(rosa, "/notifications"));
        Assert.Contains("accepted the invitation to see the record and help", await TextAsync(rosa, access));

        var grant =
            access
            + "/grants/"
            + await portal.Database.AsOwnerAsync<Guid>(
                "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email = 'bella@example.test'"
            );
        Assert.Equal(HttpStatusCode.Redirect, (await rosa.SubmitNamedAsync(grant, "rest")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bella.GetAsync(visits)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await rosa.SubmitNamedAsync(grant, "rest")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bella.GetAsync(visits)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await rosa.SubmitNamedAsync(
                    grant,
                    "grant",
                    ("Input.Appointments", "None"),
                    ("Input.Messages", "Manage"),
                    ("Input.LastDay", "")
                )
            ).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await bella.GetAsync(visits)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await rosa.SubmitNamedAsync(grant + "/end", "end")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rosa.GetAsync(grant)).StatusCode);
        Assert.Contains("has ended what you may see of a record", await TextAsync(bella, "/notifications"));
        Assert.Contains("Nobody has given you access", await TextAsync(bella, "/"));

        // The token stands in the mail, and nowhere else.
        Assert.DoesNotContain(link["/invitation/".Length..], string.Join('\n', portal.Log.Lines));
        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>("select count(*) from outbox_mails where sealed_token is not null"));
    }

    [Fact]
    public async Task A_coordinator_is_asked_for_the_patients_word()
    {
        var (_, access) = await RosaAsync();
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        (string, string)[] fields =
        [
            ("Input.Name", "Nora"),
            ("Input.Relationship", "friend"),
            ("Input.Email", "nora@example.test"),
            .. Visits,
        ];
        Assert.Contains("The word of Rosa", await TextAsync(carla, access + "/invite"));

        Assert.Contains("Write down what they said", await BodyAsync(await carla.SubmitNamedAsync(access + "/invite", "invite", fields)));
        var invited = await carla.SubmitNamedAsync(
            access + "/invite",
            "invite",
            [
                .. fields,
                ("Input.Said", "Nora may help"),
                ("Input.SaidOn", DateTimeOffset.UnixEpoch.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                ("Input.SaidHow", "ByPhone"),
            ]
        );
        Assert.Contains("last twelve months", await BodyAsync(invited));
        var today = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await carla.SubmitNamedAsync(
                    access + "/invite",
                    "invite",
                    [.. fields, ("Input.Said", "Nora may help"), ("Input.SaidOn", today), ("Input.SaidHow", "ByPhone")]
                )
            ).StatusCode
        );
    }

    [Theory]
    [InlineData("Input.Email", "nobody")]
    [InlineData("Input.Email", "a@example.test\r\nBcc: b@example.test")]
    [InlineData("Input.Name", "")]
    [InlineData("Input.Name", "\u202Ename")]
    [InlineData("Input.Relationship", "<b>\0")]
    [InlineData("Input.LastDay", "the 32nd")]
    [InlineData("Input.LastDay", "2001-01-01")]
    [InlineData("Input.LastDay", "9999-12-31")]
    [InlineData("Input.Appointments", "None")]
    [InlineData("Input.Appointments", "Everything")]
    [InlineData("Input.Appointments", "99")]
    public async Task What_is_typed_wrongly_gets_a_sentence_and_nothing_is_sent(string field, string value)
    {
        var (rosa, access) = await RosaAsync();
        var before = await portal.Database.AsOwnerAsync<long>("select count(*) from proxy_invitations");
        var fields = new Dictionary<string, string>
        {
            ["Input.Name"] = "Wrong",
            ["Input.Relationship"] = "friend",
            ["Input.Email"] = "wrong@example.test",
            ["Input.Appointments"] = "View",
        };
        fields[field] = value;

        var answer = await rosa.SubmitNamedAsync(access + "/invite", "invite", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>("select count(*) from proxy_invitations"));
    }

    [Fact]
    public async Task Caregivers_and_providers_find_no_page_to_give_access()
    {
        var (_, access) = await RosaAsync();
        var grant = await portal.Database.AsOwnerAsync<Guid>(
            "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email like 'ana@%'"
        );
        foreach (var email in new[] { "ana@demo.carecoord.test", "lucia@demo.carecoord.test", "samira@demo.carecoord.test" })
        {
            var visitor = await portal.VisitorAsync(email);
            foreach (var path in new[] { "/invite", $"/grants/{grant}", $"/grants/{grant}/end" })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(access + path)).StatusCode);
        }

        Assert.DoesNotContain("Let somebody help", await TextAsync(await portal.VisitorAsync("ana@demo.carecoord.test"), access));
    }

    [Fact]
    public async Task Two_windows_the_later_one_is_told_how_it_stands()
    {
        var (rosa, access) = await RosaAsync();
        var lucia = await portal.Database.AsOwnerAsync<Guid>(
            "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email like 'lucia@%'"
        );
        var page = $"{access}/grants/{lucia}";
        var version = (await rosa.OpenAsync(page)).Value("input[name='Input.Version']");
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await rosa.SubmitNamedAsync(
                    page,
                    "grant",
                    ("Input.Appointments", "View"),
                    ("Input.Messages", "View"),
                    ("Input.LastDay", "")
                )
            ).StatusCode
        );

        var late = await Html.ReadAsync(
            await rosa.SubmitNamedAsync(page, "grant", ("Input.Version", version), ("Input.Appointments", "Manage"), ("Input.LastDay", ""))
        );

        Assert.Contains("This was changed a moment ago", late.Body!.Says());
        Assert.Contains("It stands now: Sees visits and messages", late.Body!.Says());
        Assert.Equal("Manage", late.Value("[name='Input.Appointments']:checked"));
        await rosa.SubmitNamedAsync(page, "grant", ("Input.Appointments", "View"), ("Input.Messages", "None"), ("Input.LastDay", ""));
    }

    private async Task<(Visitor Rosa, string Access)> RosaAsync()
    {
        var id = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = $1",
            Rosa
        );
        return (await portal.VisitorAsync(Rosa), $"/patients/{id}/access");
    }

    private static async Task<HttpResponseMessage> InviteAsync(Visitor rosa, string email, string name)
    {
        var access = (await rosa.GetAsync("/access")).Headers.Location!.ToString();
        return await rosa.SubmitNamedAsync(
            access + "/invite",
            "invite",
            [("Input.Name", name), ("Input.Relationship", "friend"), ("Input.Email", email), .. Visits]
        );
    }

    private static async Task<string> TextAsync(Visitor visitor, string path) => (await visitor.OpenAsync(path)).Body!.Says();

    private static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
