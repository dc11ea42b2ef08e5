using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Mails that say only that something new waits: spoken to a mail server, or kept as files where there is none.</summary>
public sealed class SendOutboxTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly OutboxStage stage = new(database);

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => stage.CloseAsync();

    [Fact]
    public async Task Forty_tellings_are_one_mail_that_says_nothing_of_what_or_about_whom()
    {
        for (var i = 0; i < 40; i++)
            await stage.NotifyAsync("task_asked");

        Assert.Equal(1, await stage.Sender().SendDueAsync(default));
        Assert.Equal(0, await stage.Sender().SendDueAsync(default));

        var mail = Assert.Single(stage.Server.Mails);
        Assert.Equal([$"<{await EmailAsync(stage.Nurse)}>"], mail.To);
        Assert.Equal("Something new in CareCoord", mail.Header("Subject"));
        Assert.Contains("care@clinic.example", mail.Header("From"));
        Assert.Contains("Hello Nurse of Walter,\n", mail.Body);
        Assert.Contains("\nhttps://care.clinic.example/notifications\n", mail.Body);
        Assert.Contains("\nhttps://care.clinic.example/account/notifications\n", mail.Body);
        foreach (var secret in new[] { "Walter Example", "task", stage.Cast.Patient.ToString(), "Coordinator of" })
            Assert.DoesNotContain(secret, string.Join('\n', mail.Lines) + mail.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-carecoord-not-sent", mail.HeaderNames);
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_a_file_that_says_that_it_was_not_sent()
    {
        await stage.NotifyAsync("task_asked");

        Assert.Equal(
            1,
            await stage
                .Sender(new(OutboxStage.Portal, new MailAddress("carecoord@localhost"), null, Path.Combine(stage.Folder, "outbox")))
                .SendDueAsync(default)
        );

        var file = Assert.Single(Directory.GetFiles(Path.Combine(stage.Folder, "outbox")));
        Assert.EndsWith(".eml", file);
        var mail = new CaughtMail([], await File.ReadAllLinesAsync(file));
        Assert.Contains("not sent", mail.Header("X-CareCoord-Not-Sent"));
        Assert.StartsWith("[No mail server is set up: this mail was not sent.", mail.Body);
        Assert.Contains((await EmailAsync(stage.Nurse))!, mail.Header("To"));
        Assert.Contains("Hello Nurse of Walter,\n", mail.Body);
    }

    [Theory]
    [InlineData("Mallory\r\nBcc: everybody@clinic.example\r\n\r\nCall this number")]
    [InlineData("Mallory\nX-Evil: yes")]
    [InlineData("Mallory\u0085Bcc: all\u2028Subject: you won")]
    [InlineData("\u202Eyrollam <script>alert(1)</script> \"quoted\" <evil@evil.example>")]
    public async Task A_hostile_name_adds_no_header_no_recipient_and_no_line(string name)
    {
        await database.AsOwnerAsync("update accounts set display_name = $2 where id = $1", stage.Nurse, name);
        await stage.NotifyAsync("task_asked");

        await stage.Sender().SendDueAsync(default);

        var mail = Assert.Single(stage.Server.Mails);
        Assert.Equal([$"<{await EmailAsync(stage.Nurse)}>"], mail.To);
        Assert.Equal(
            ["auto-submitted", "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"],
            mail.HeaderNames.Order()
        );
        Assert.Matches("^Hello [^\n\u0085\u2028\u202E]*,\n\n", mail.Body);
    }

    [Fact]
    public async Task A_very_long_name_and_one_in_other_letters_are_written_well()
    {
        await database.AsOwnerAsync(
            "update accounts set display_name = $2 where id = $1",
            stage.Nurse,
            "Ἀγαθὴ 🙂 Nguyễn " + new string('x', 10_000)
        );
        await stage.NotifyAsync("task_asked");

        await stage.Sender().SendDueAsync(default);

        var mail = Assert.Single(stage.Server.Mails);
        Assert.StartsWith("Hello Ἀγαθὴ 🙂 Nguyễn xxx", mail.Body);
        Assert.All(mail.Lines, line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public async Task A_mail_whose_news_were_read_meanwhile_is_not_sent()
    {
        await stage.NotifyAsync("team_joined", stage.Cast.Member);
        await database.Get<MarkNotificationsRead>().RunAsync(stage.Cast.Provider, Guid.AllBitsSet, default);

        await stage.AtAsync(database.Clock.GetUtcNow().AddDays(1), async () => Assert.Equal(0, await stage.Sender().SendDueAsync(default)));

        Assert.Equal("needless", await stage.OutcomeAsync());
        Assert.Empty(stage.Server.Mails);
    }

    [Fact]
    public async Task What_is_off_in_the_portal_is_mailed_although_nothing_waits_there()
    {
        await database.SeedAsync<NotificationChoice>(
            new
            {
                AccountId = stage.Nurse,
                Topic = NotificationTopic.Tasks,
                InPortal = false,
                ByEmail = MailPace.AtOnce,
            }
        );
        await stage.NotifyAsync("task_asked");

        Assert.Equal(1, await stage.Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task The_mail_of_the_day_waits_for_its_hour_and_something_urgent_pulls_it_forward()
    {
        await stage.NotifyAsync("team_joined", stage.Cast.Member);
        Assert.Equal(0, await stage.Sender().SendDueAsync(default));

        await stage.NotifyAsync("task_asked");
        Assert.Equal(1, await stage.Sender().SendDueAsync(default));

        await stage.AtAsync(database.Clock.GetUtcNow().AddDays(1), async () => Assert.Equal(0, await stage.Sender().SendDueAsync(default)));
        Assert.Single(stage.Server.Mails);
    }

    [Fact]
    public async Task What_is_told_while_the_mail_is_on_its_way_makes_another()
    {
        await stage.NotifyAsync("task_asked");
        stage.Server.BeforeItIsTaken = async () =>
        {
            stage.Server.BeforeItIsTaken = () => Task.CompletedTask;
            await stage.NotifyAsync("task_noted");
            await database.Get<Outbox>().GatherAsync(default);
        };

        Assert.Equal(1, await stage.Sender().SendDueAsync(default));
        Assert.Equal(1, await stage.Sender().SendDueAsync(default));

        Assert.Equal(2, stage.Server.Mails.Count);
    }

    [Fact]
    public async Task Only_the_portal_itself_works_the_outbox()
    {
        foreach (
            var work in new[]
            {
                "app.gather_mail()",
                "app.claim_mail('5 minutes')",
                $"app.end_mail('{stage.Nurse}', '{stage.Nurse}', 'sent')",
                $"app.hold_mail('{stage.Nurse}', '{stage.Nurse}', '1 minute')",
            }
        )
        {
            foreach (
                var actor in new[]
                {
                    stage.Cast.Provider,
                    stage.Cast.Coordinator,
                    new Actor(stage.Nurse, Hat.System),
                    Actor.Portal with
                    {
                        Hat = Hat.Provider,
                    },
                    null,
                }
            )
                await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.AsAppAsync<object>(actor, $"select * from {work}"));
        }

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            database.AsAppAsync<long>(Actor.Portal, "select count(*) from outbox_mails")
        );
    }

    private Task<string?> EmailAsync(Guid account) => database.AsOwnerAsync<string>("select email from accounts where id = $1", account);
}
