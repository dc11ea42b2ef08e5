using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Mails that are refused, have no address, or whose sender dies, are tried again, given up, and never sent twice.</summary>
public sealed class OutboxTroubleTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly OutboxStage stage = new(database);

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => stage.CloseAsync();

    [Fact]
    public async Task A_refused_mail_rests_longer_each_time_and_is_given_up_in_the_end()
    {
        stage.Server.AnswerToRecipient = "550 nobody here";
        await stage.NotifyAsync("task_asked");
        var began = database.Clock.GetUtcNow();
        var moment = began;
        for (var attempt = 1; attempt <= SendOutbox.MostAttempts; attempt++)
        {
            await stage.AtAsync(moment, () => stage.Sender().SendDueAsync(default));
            Assert.Equal(attempt, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", stage.Nurse));
            var rest = SendOutbox.RestAfter(attempt);
            await stage.AtAsync(moment + rest - TimeSpan.FromSeconds(1), () => stage.Sender().SendDueAsync(default));
            Assert.Equal(attempt, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", stage.Nurse));
            moment += rest;
        }

        Assert.Equal("given_up", await stage.OutcomeAsync());
        Assert.InRange(moment - began, TimeSpan.FromHours(10), TimeSpan.FromHours(20));
        stage.Server.AnswerToRecipient = "250 yes";
        await stage.AtAsync(
            moment,
            async () =>
            {
                await stage.NotifyAsync("task_noted");
                Assert.Equal(1, await stage.Sender().SendDueAsync(default));
            }
        );
    }

    [Fact]
    public async Task More_news_do_not_shorten_the_rest_of_a_mail_that_failed()
    {
        stage.Server.AnswerToRecipient = "451 later";
        await stage.NotifyAsync("task_asked");
        await stage.Sender().SendDueAsync(default);
        for (var i = 0; i < 20; i++)
        {
            await stage.NotifyAsync("task_noted");
            await stage.Sender().SendDueAsync(default);
        }

        Assert.Equal(1, await database.AsOwnerAsync<int>("select attempts from outbox_mails where account_id = $1", stage.Nurse));
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from outbox_mails where account_id = $1", stage.Nurse));
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b.example\r\nBcc: all@b.example")]
    [InlineData("a@b.example, all@b.example")]
    public async Task An_address_that_is_none_is_never_mailed(string email)
    {
        await database.AsOwnerAsync("update accounts set email = $2 where id = $1", stage.Nurse, email);
        await stage.NotifyAsync("task_asked");

        Assert.Equal(0, await stage.Sender().SendDueAsync(default));

        Assert.Empty(stage.Server.Mails);
    }

    [Fact]
    public async Task Whoever_dies_over_a_mail_leaves_it_to_the_next_when_the_claim_has_run_out()
    {
        await stage.NotifyAsync("task_asked");
        var outbox = database.Get<Outbox>();
        await outbox.GatherAsync(default);
        var dead = await outbox.ClaimAsync(default);
        Assert.NotNull(dead);

        Assert.Equal(0, await stage.Sender().SendDueAsync(default));
        await stage.AtAsync(
            database.Clock.GetUtcNow().AddMinutes(5),
            async () => Assert.Equal(1, await stage.Sender().SendDueAsync(default))
        );

        // The dead one comes back, and has nothing to say.
        await outbox.HoldAsync(dead, TimeSpan.Zero, default);
        await outbox.EndAsync(dead, "given_up", default);
        Assert.Equal("sent", await stage.OutcomeAsync());
        Assert.Equal(0, await stage.Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task Eight_workers_send_each_mail_once()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 40; i++)
            people.Add(await stage.World.AccountAsync($"Person {i}", Hat.Provider));
        foreach (var person in people.Concat(people))
            await stage.World.NotifyAsync(stage.Cast.Coordinator, person, Hat.Provider, "task_asked", null, null);

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stage.Sender().SendDueAsync(default))));
        // Who gathered last may have found others' claims in the way.
        Assert.Equal(40, sent.Sum() + await stage.Sender().SendDueAsync(default));

        Assert.Equal(40, stage.Server.Mails.Count);
        Assert.Equal(40, stage.Server.Mails.SelectMany(mail => mail.To).Distinct().Count());
        Assert.Equal(40, stage.Server.Mails.Select(mail => mail.Header("Message-ID")).Distinct().Count());
    }
}
