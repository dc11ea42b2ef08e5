using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Mails that say only that something new waits: spoken to a mail server, or kept as files where there is none.</summary>
public sealed class SendOutboxTests : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly TestDatabase database;
    private readonly World world;
    private readonly MailCatcher server = new();
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-outbox-").FullName;
    private Cast cast = null!;
    private Guid nurse;

    public SendOutboxTests(TestDatabase database) => (this.database, world) = (database, new(database));

    public async Task InitializeAsync()
    {
        await database.AsOwnerAsync("truncate mail_wishes, outbox_mails");
        cast = await Cast.PlayAsync(world, database, "Walter");
        nurse = cast.Provider.AccountId;
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Forty_tellings_are_one_mail_that_says_nothing_of_what_or_about_whom()
    {
        for (var i = 0; i < 40; i++)
            await NotifyAsync("task_asked");

        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal(0, await Sender().SendDueAsync(default));

        var mail = Assert.Single(server.Mails);
        Assert.Equal([$"<{await EmailAsync(nurse)}>"], mail.To);
        Assert.Equal("Something new in CareCoord", mail.Header("Subject"));
        Assert.Contains("care@clinic.example", mail.Header("From"));
        Assert.Contains("Hello Nurse of Walter,\n", mail.Body);
        Assert.Contains("\nhttps://care.clinic.example/notifications\n", mail.Body);
        Assert.Contains("\nhttps://care.clinic.example/account/notifications\n", mail.Body);
        foreach (var secret in new[] { "Walter Example", "task", cast.Patient.ToString(), "Coordinator of" })
            Assert.DoesNotContain(secret, string.Join('\n', mail.Lines) + mail.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-carecoord-not-sent", mail.HeaderNames);
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_a_file_that_says_that_it_was_not_sent()
    {
        await NotifyAsync("task_asked");

        Assert.Equal(
            1,
            await Sender(new(Portal, new MailAddress("carecoord@localhost"), null, Path.Combine(folder, "outbox"))).SendDueAsync(default)
        );

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "outbox")));
        Assert.EndsWith(".eml", file);
        var mail = new CaughtMail([], await File.ReadAllLinesAsync(file));
        Assert.Contains("not sent", mail.Header("X-CareCoord-Not-Sent"));
        Assert.StartsWith("[No mail server is set up: this mail was not sent.", mail.Body);
        Assert.Contains((await EmailAsync(nurse))!, mail.Header("To"));
        Assert.Contains("Hello Nurse of Walter,\n", mail.Body);
    }

    [Theory]
    [InlineData("Mallory\r\nBcc: everybody@clinic.example\r\n\r\nCall this number")]
    [InlineData("Mallory\nX-Evil: yes")]
    [InlineData("Mallory\u0085Bcc: all\u2028Subject: you won")]
    [InlineData("\u202Eyrollam <script>alert(1)</script> \"quoted\" <evil@evil.example>")]
    public async Task A_hostile_name_adds_no_header_no_recipient_and_no_line(string name)
    {
        await database.AsOwnerAsync("update accounts set display_name = $2 where id = $1", nurse, name);
        await NotifyAsync("task_asked");

        await Sender().SendDueAsync(default);

        var mail = Assert.Single(server.Mails);
        Assert.Equal([$"<{await EmailAsync(nurse)}>"], mail.To);
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
            nurse,
            "Ἀγαθὴ 🙂 Nguyễn " + new string('x', 10_000)
        );
        await NotifyAsync("task_asked");

        await Sender().SendDueAsync(default);

        var mail = Assert.Single(server.Mails);
        Assert.StartsWith("Hello Ἀγαθὴ 🙂 Nguyễn xxx", mail.Body);
        Assert.All(mail.Lines, line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public async Task A_mail_whose_news_were_read_meanwhile_is_not_sent()
    {
        await NotifyAsync("team_joined", cast.Member);
        await database.Get<MarkNotificationsRead>().RunAsync(cast.Provider, Guid.AllBitsSet, default);

        await AtAsync(database.Clock.GetUtcNow().AddDays(1), async () => Assert.Equal(0, await Sender().SendDueAsync(default)));

        Assert.Equal("needless", await OutcomeAsync());
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task What_is_off_in_the_portal_is_mailed_although_nothing_waits_there()
    {
        await database.SeedAsync<NotificationChoice>(
            new
            {
                AccountId = nurse,
                Topic = NotificationTopic.Tasks,
                InPortal = false,
                ByEmail = MailPace.AtOnce,
            }
        );
        await NotifyAsync("task_asked");

        Assert.Equal(1, await Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task The_mail_of_the_day_waits_for_its_hour_and_something_urgent_pulls_it_forward()
    {
        await NotifyAsync("team_joined", cast.Member);
        Assert.Equal(0, await Sender().SendDueAsync(default));

        await NotifyAsync("task_asked");
        Assert.Equal(1, await Sender().SendDueAsync(default));

        await AtAsync(database.Clock.GetUtcNow().AddDays(1), async () => Assert.Equal(0, await Sender().SendDueAsync(default)));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task What_is_told_while_the_mail_is_on_its_way_makes_another()
    {
        await NotifyAsync("task_asked");
        server.BeforeItIsTaken = async () =>
        {
            server.BeforeItIsTaken = () => Task.CompletedTask;
            await NotifyAsync("task_noted");
            await database.Get<Outbox>().GatherAsync(default);
        };

        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal(1, await Sender().SendDueAsync(default));

        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_refused_mail_rests_longer_each_time_and_is_given_up_in_the_end()
    {
        server.AnswerToRecipient = "550 nobody here";
        await NotifyAsync("task_asked");
        var began = database.Clock.GetUtcNow();
        var moment = began;
        for (var attempt = 1; attempt <= SendOutbox.MostAttempts; attempt++)
        {
            await AtAsync(moment, () => Sender().SendDueAsync(default));
            Assert.Equal(attempt, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", nurse));
            var rest = SendOutbox.RestAfter(attempt);
            await AtAsync(moment + rest - TimeSpan.FromSeconds(1), () => Sender().SendDueAsync(default));
            Assert.Equal(attempt, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", nurse));
            moment += rest;
        }

        Assert.Equal("given_up", await OutcomeAsync());
        Assert.InRange(moment - began, TimeSpan.FromHours(10), TimeSpan.FromHours(20));
        server.AnswerToRecipient = "250 yes";
        await AtAsync(
            moment,
            async () =>
            {
                await NotifyAsync("task_noted");
                Assert.Equal(1, await Sender().SendDueAsync(default));
            }
        );
    }

    [Fact]
    public async Task More_news_do_not_shorten_the_rest_of_a_mail_that_failed()
    {
        server.AnswerToRecipient = "451 later";
        await NotifyAsync("task_asked");
        await Sender().SendDueAsync(default);
        for (var i = 0; i < 20; i++)
        {
            await NotifyAsync("task_noted");
            await Sender().SendDueAsync(default);
        }

        Assert.Equal(1, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", nurse));
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from outbox_mails where account_id = $1", nurse));
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b.example\r\nBcc: all@b.example")]
    [InlineData("a@b.example, all@b.example")]
    public async Task An_address_that_is_none_is_never_mailed(string email)
    {
        await database.AsOwnerAsync("update accounts set email = $2 where id = $1", nurse, email);
        await NotifyAsync("task_asked");

        Assert.Equal(0, await Sender().SendDueAsync(default));

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Whoever_dies_over_a_mail_leaves_it_to_the_next_when_the_claim_has_run_out()
    {
        await NotifyAsync("task_asked");
        var outbox = database.Get<Outbox>();
        await outbox.GatherAsync(default);
        var dead = await outbox.ClaimAsync(default);
        Assert.NotNull(dead);

        Assert.Equal(0, await Sender().SendDueAsync(default));
        await AtAsync(database.Clock.GetUtcNow().AddMinutes(5), async () => Assert.Equal(1, await Sender().SendDueAsync(default)));

        // The dead one comes back, and has nothing to say.
        await outbox.HoldAsync(dead, TimeSpan.Zero, default);
        await outbox.EndAsync(dead, "given_up", default);
        Assert.Equal("sent", await OutcomeAsync());
        Assert.Equal(0, await Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task Eight_workers_send_each_mail_once()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 40; i++)
            people.Add(await world.AccountAsync($"Person {i}", Hat.Provider));
        foreach (var person in people.Concat(people))
            await world.NotifyAsync(cast.Coordinator, person, Hat.Provider, "task_asked", null, null);

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Sender().SendDueAsync(default))));
        // Who gathered last may have found others' claims in the way.
        Assert.Equal(40, sent.Sum() + await Sender().SendDueAsync(default));

        Assert.Equal(40, server.Mails.Count);
        Assert.Equal(40, server.Mails.SelectMany(mail => mail.To).Distinct().Count());
        Assert.Equal(40, server.Mails.Select(mail => mail.Header("Message-ID")).Distinct().Count());
    }

    [Fact]
    public async Task Only_the_portal_itself_works_the_outbox()
    {
        foreach (
            var work in new[]
            {
                "app.gather_mail()",
                "app.claim_mail('5 minutes')",
                $"app.end_mail('{nurse}', '{nurse}', 'sent')",
                $"app.hold_mail('{nurse}', '{nurse}', '1 minute')",
            }
        )
        {
            foreach (
                var actor in new[]
                {
                    cast.Provider,
                    cast.Coordinator,
                    new Actor(nurse, Hat.System),
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

    private static Uri Portal { get; } = new("https://care.clinic.example/");

    private SendOutbox Sender(MailSettings? settings = null) =>
        new(
            database.Get<Outbox>(),
            settings ?? new(Portal, new MailAddress("care@clinic.example"), new("127.0.0.1", server.Port, null, null, MailTls.None), null),
            database.Get<OrganisationQueries>(),
            NullLogger<SendOutbox>.Instance
        );

    private Task NotifyAsync(string kind, Guid? subject = null) =>
        world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, kind, cast.Patient, subject);

    private Task<string?> EmailAsync(Guid account) => database.AsOwnerAsync<string>("select email from accounts where id = $1", account);

    private Task<string?> OutcomeAsync() =>
        database.AsOwnerAsync<string>("select outcome from outbox_mails where account_id = $1 order by created_at limit 1", nurse);

    private async Task AtAsync(DateTimeOffset moment, Func<Task> act)
    {
        var now = database.Clock.GetUtcNow();
        database.Clock.Set(moment);
        try
        {
            await act();
        }
        finally
        {
            database.Clock.Set(now);
        }
    }
}
