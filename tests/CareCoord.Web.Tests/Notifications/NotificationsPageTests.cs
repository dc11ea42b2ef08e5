using System.Net;
using CareCoord.Access;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Notifications;

/// <summary>"What is new" and "How you are told", as somebody without script uses them.</summary>
public sealed class NotificationsPageTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = "four words on paper";
    private const string Carla = "carla@demo.carecoord.test";
    private readonly World world = new(portal.Database);

    [Fact]
    public async Task What_one_is_told_stands_there_in_a_sentence_and_opening_it_marks_it_read()
    {
        var carla = await AccountAsync(Carla);
        // What the demonstration has told her, and still would, is out of the way.
        await portal.Database.AsOwnerAsync("delete from care_task_rungs");
        await portal.Database.AsOwnerAsync("delete from notifications where account_id = $1", carla);
        var walter = await portal.Database.AsOwnerAsync<Guid>(
            "select patient_id from caseload_assignments where coordinator_account_id = $1 limit 1",
            carla
        );
        var name = await portal.Database.AsOwnerAsync<string>(
            "select given_name || ' ' || family_name from patients where id = $1",
            walter
        );
        var anil = await AccountAsync("anil@demo.carecoord.test");
        var notification = await world.NotifyAsync(carla, Hat.Coordinator, "patient_handed_over", walter, null, anil);
        var visitor = await portal.VisitorAsync(Carla);

        var page = await visitor.OpenAsync("/notifications");
        Assert.Contains($"has handed {name} over to you.", page.Body!.Says());
        Assert.Contains("1 is not read yet", page.Body!.Says());
        Assert.Single(page.Say("span"), said => said == "Not read");
        // To look is not to open, and its address cannot be fetched beforehand.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/notifications/{notification}/open")).StatusCode);
        Assert.Equal("1", await visitor.ReadAsync("/live/unread"));

        var opened = await SubmitAsync(visitor, $"/notifications/{notification}/open");

        Assert.Equal($"/patients/{walter}/plan", opened.Headers.Location!.ToString());
        Assert.Equal("0", await visitor.ReadAsync("/live/unread"));
        page = await visitor.OpenAsync("/notifications");
        Assert.Contains("You have read everything", page.Body!.Says());
        Assert.DoesNotContain("Mark all as read", page.Body!.Says());
        Assert.DoesNotContain("Not read", page.Say("span"));
    }

    [Fact]
    public async Task Nobody_opens_or_sees_what_somebody_else_was_told()
    {
        var (account, visitor) = await CaregiverAsync("Told One");
        var (_, other) = await CaregiverAsync("Other One");
        var notification = await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, account);

        Assert.Equal(HttpStatusCode.NotFound, (await SubmitAsync(other, $"/notifications/{notification}/open")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SubmitAsync(other, $"/notifications/{Guid.CreateVersion7()}/open")).StatusCode);
        await SubmitAsync(other, "/notifications/read", ("upTo", notification.ToString()));
        Assert.Contains("Nothing is new.", await other.ReadAsync("/notifications"));
        Assert.Equal("1", await visitor.ReadAsync("/live/unread"));
    }

    [Fact]
    public async Task A_form_without_its_token_marks_nothing()
    {
        var (account, visitor) = await CaregiverAsync("Token Less");
        var notification = await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, account);

        foreach (var (path, field) in new[] { ($"/notifications/{notification}/open", "x"), ("/notifications/read", "upTo") })
        {
            var answer = await visitor.SendAsync(
                new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new(field, notification.ToString())]) }
            );
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal("1", await visitor.ReadAsync("/live/unread"));
    }

    [Fact]
    public async Task Marking_all_marks_what_the_page_showed_and_not_what_came_after_it()
    {
        var (account, visitor) = await CaregiverAsync("Mark All");
        var now = TimeProvider.System.GetUtcNow();
        var shown = await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, account, now.AddMinutes(-2));
        await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, account, now.AddMinutes(-1));

        var marked = await SubmitAsync(visitor, "/notifications/read", ("upTo", shown.ToString()));

        Assert.Equal("/notifications", marked.Headers.Location!.ToString());
        Assert.Equal("1", await visitor.ReadAsync("/live/unread"));
    }

    [Theory]
    [InlineData("before", "garbage")]
    [InlineData("before", "\u202E<script>")]
    public async Task An_invented_key_opens_the_first_page(string name, string key)
    {
        var (account, visitor) = await CaregiverAsync("Key Less");
        await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, account);

        Assert.Contains(
            "You are no longer on a patient’s care team",
            WebUtility.HtmlDecode(await visitor.ReadAsync($"/notifications?{name}={Uri.EscapeDataString(key)}"))
        );
    }

    [Fact]
    public async Task The_choices_are_saved_and_stand_there_afterwards()
    {
        var (account, visitor) = await CaregiverAsync("Choose Y");
        Assert.Contains("value=\"21:00\"", await visitor.ReadAsync("/account/notifications"));

        var saved = await ChooseAsync(
            visitor,
            ("Input.QuietFrom", "22:30"),
            ("Input.QuietUntil", "06:15"),
            ("Input.DailyHour", "18"),
            ("Input.TasksByEmail", "Never")
        );

        Assert.Contains("Saved.", await saved.Content.ReadAsStringAsync());
        var page = await visitor.ReadAsync("/account/notifications");
        Assert.Contains("value=\"22:30\"", page);
        Assert.Contains("value=\"06:15\"", page);
        Assert.Equal(
            "18:00:00",
            await portal.Database.AsOwnerAsync<string>("select daily_at::text from notification_times where account_id = $1", account)
        );
        Assert.Equal(
            "access at_once true, people daily true, reminders at_once true, tasks never false",
            await portal.Database.AsOwnerAsync<string>(
                """
                select string_agg(topic || ' ' || by_email || ' ' || in_portal, ', ' order by topic) from notification_choices
                where account_id = $1
                """,
                account
            )
        );
    }

    [Theory]
    [InlineData("Input.QuietFrom", "25:00", "Enter a time, like 21:30")]
    [InlineData("Input.QuietUntil", "<script>alert(1)</script>", "Enter a time, like 21:30")]
    [InlineData("Input.QuietFrom", "\u202E21:00", "Enter a time, like 21:30")]
    [InlineData("Input.QuietFrom", "", "Enter when the quiet hours begin")]
    [InlineData("Input.QuietUntil", "", "Enter when the quiet hours end")]
    [InlineData("Input.QuietUntil", "22:00", "They end when they begin")]
    [InlineData("Input.DailyHour", "24", "Choose one of the list")]
    [InlineData("Input.DailyHour", "-1", "Choose one of the list")]
    [InlineData("Input.TasksByEmail", "7", "Choose one of the list")]
    public async Task What_does_not_fit_is_said_at_its_field_and_nothing_is_saved(string field, string typed, string sentence)
    {
        var (account, visitor) = await CaregiverAsync("Wrong Ly");

        var body = await (await ChooseAsync(visitor, (field, typed))).Content.ReadAsStringAsync();

        Assert.Contains(sentence, WebUtility.HtmlDecode(body));
        Assert.DoesNotContain("<script>alert", body);
        Assert.DoesNotContain("Saved.", body);
        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>("select count(*) from notification_times where account_id = $1", account));
    }

    [Fact]
    public async Task A_field_of_ten_thousand_letters_or_with_a_zero_is_refused()
    {
        var (_, visitor) = await CaregiverAsync("Long Ly");

        Assert.Contains(
            "Enter a time",
            await (await ChooseAsync(visitor, ("Input.QuietFrom", new string('1', 10_000)))).Content.ReadAsStringAsync()
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(visitor, ("Input.QuietFrom", "21\0:00"))).StatusCode);
    }

    [Fact]
    public async Task Every_page_has_the_bell_and_the_account_page_leads_to_the_choices()
    {
        var (_, visitor) = await CaregiverAsync("Bell Y");

        foreach (var path in new[] { "/", "/account", "/notifications", "/nowhere" })
            Assert.Equal(
                "/notifications",
                (await Html.ReadAsync(await visitor.GetAsync(path))).One(".topbar a[href='/notifications']").GetAttribute("href")
            );
        Assert.True((await visitor.OpenAsync("/account")).Has("a[href='/account/notifications']"));
        Assert.False((await portal.Visitor().OpenAsync("/sign-in")).Has(".topbar"));
    }

    [Fact]
    public async Task An_administrator_is_asked_to_name_a_deputy_and_comes_to_the_page_where_that_is_done()
    {
        var (admin, carla) = (await AccountAsync("admin@demo.carecoord.test"), await AccountAsync(Carla));
        var notification = await world.NotifyAsync(admin, Hat.Administrator, "deputy_missing", null, carla, Actor.Portal.AccountId);
        var visitor = await portal.VisitorAsync("admin@demo.carecoord.test");

        Assert.Contains(
            "A late task has nobody behind its coordinator: name a deputy for Carla Jimenez.",
            WebUtility.HtmlDecode(await visitor.ReadAsync("/notifications"))
        );
        var opened = await SubmitAsync(visitor, $"/notifications/{notification}/open");

        Assert.Equal($"/absence?of={carla}.coordinator", opened.Headers.Location!.ToString());
        Assert.Contains("Standing deputy", await visitor.ReadAsync(opened.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("deputy_chosen", "You are the standing deputy of {0} now: what is late with them for long comes to you.")]
    [InlineData("stand_in_planned", "You stand in for {0} while they are away.")]
    [InlineData("stand_in_changed", "{0} is away for less long than planned, or not at all.")]
    public async Task A_deputy_is_told_whose_they_are_and_comes_to_their_absences(string kind, string sentence)
    {
        var notification = await world.NotifyAsync(
            await AccountAsync(Carla),
            Hat.Coordinator,
            kind,
            null,
            await AccountAsync("anil@demo.carecoord.test"),
            Actor.Portal.AccountId
        );
        var visitor = await portal.VisitorAsync(Carla);

        var name = await portal.Database.AsOwnerAsync<string>("select display_name from accounts where email = 'anil@demo.carecoord.test'");
        Assert.Contains(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, name),
            WebUtility.HtmlDecode(await visitor.ReadAsync("/notifications"))
        );
        Assert.Equal("/absence", (await SubmitAsync(visitor, $"/notifications/{notification}/open")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Without_a_mail_server_the_mail_lies_in_the_data_folder()
    {
        var (account, _) = await CaregiverAsync("Mail Ed");
        await world.NotifyAsync(Actor.Portal, account, Hat.Caregiver, "glass_broken", null, null);
        await portal.Database.AsOwnerAsync("update mail_wishes set not_before = at where account_id = $1", account);

        var outbox = Path.Combine(portal.Folder, "outbox");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (
            !Directory.Exists(outbox)
            || !Directory.GetFiles(outbox, "*.eml").Any(file => File.ReadAllText(file).Contains("Mail Ed", StringComparison.Ordinal))
        )
            await Task.Delay(100, patience.Token);
    }

    private async Task<(Guid Account, Visitor Visitor)> CaregiverAsync(string name)
    {
        var email = await SignInTests.AddAccountAsync(portal, name, Password);
        var visitor = portal.Visitor();
        await visitor.SignInAsync(email, Password);
        return (await AccountAsync(email), visitor);
    }

    private Task<Guid> AccountAsync(string email) => portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);

    // A person's browser sends each field once; unchecked boxes are not sent.
    private static Task<HttpResponseMessage> ChooseAsync(Visitor visitor, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string>
        {
            ["Input.TasksByEmail"] = "Daily",
            ["Input.RemindersByEmail"] = "AtOnce",
            ["Input.PeopleByEmail"] = "Daily",
            ["Input.PeopleInPortal"] = "True",
            ["Input.AccessByEmail"] = "AtOnce",
            ["Input.QuietFrom"] = "22:00",
            ["Input.QuietUntil"] = "07:00",
            ["Input.DailyHour"] = "9",
        };
        foreach (var (name, value) in fields)
            all[name] = value;
        return visitor.SubmitAsync("/account/notifications", "/account/notifications", [.. all.Select(field => (field.Key, field.Value))]);
    }

    // Any page has the token; the button names where its form goes.
    private static Task<HttpResponseMessage> SubmitAsync(Visitor visitor, string action, params (string Name, string Value)[] fields) =>
        visitor.SubmitAsync("/account", action, fields);
}
