using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Each person chooses what they are told, how and when.</summary>
public sealed class ChooseNotificationsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task What_was_chosen_holds_and_can_be_chosen_anew_and_is_audited()
    {
        var nina = await PersonAsync(Hat.Provider);
        var first = new NotificationsChosen(
            [new(NotificationTopic.Tasks, false, MailPace.Never), new(NotificationTopic.Reminders, true, MailPace.Daily)],
            new(22, 0),
            new(6, 30),
            new(18, 0)
        );
        await RunAsync(nina, first);

        var view = await ChoicesAsync(nina);
        Assert.Equal((new TimeOnly(22, 0), new TimeOnly(6, 30), new TimeOnly(18, 0)), (view.QuietFrom, view.QuietUntil, view.DailyAt));
        Assert.Equal(new TopicView(NotificationTopic.Tasks, false, MailPace.Never, false), view.Topics[0]);
        Assert.Equal(new TopicView(NotificationTopic.Reminders, true, MailPace.Daily, true), view.Topics[1]);
        Assert.Equal(new TopicView(NotificationTopic.People, true, MailPace.Daily, false), view.Topics[2]);

        await RunAsync(
            nina,
            first with
            {
                Topics = [new(NotificationTopic.Tasks, true, MailPace.AtOnce)],
                QuietFrom = null,
                QuietUntil = null,
            }
        );
        view = await ChoicesAsync(nina);
        Assert.Equal((true, MailPace.AtOnce, null), (view.Topics[0].InPortal, view.Topics[0].ByEmail, view.QuietFrom));
        Assert.Equal(
            2,
            (await database.NotedAsync(nina.AccountId)).Count(e => e is { Action: "notifications.chosen", Patients.Length: 0 })
        );
    }

    [Fact]
    public async Task Without_a_choice_staff_and_others_have_their_defaults()
    {
        var staff = await ChoicesAsync(await PersonAsync(Hat.Coordinator));
        var others = await ChoicesAsync(await PersonAsync(Hat.Caregiver));
        var both = await ChoicesAsync(await PersonAsync(Hat.Caregiver, Hat.Provider));

        Assert.Equal([MailPace.AtOnce, MailPace.AtOnce, MailPace.Daily, MailPace.AtOnce], staff.Topics.Select(t => t.ByEmail));
        Assert.Equal([MailPace.Daily, MailPace.Daily, MailPace.Daily, MailPace.AtOnce], others.Topics.Select(t => t.ByEmail));
        Assert.Equal(staff.Topics, both.Topics);
        Assert.All(staff.Topics.Concat(others.Topics), t => Assert.True(t.InPortal));
        Assert.Equal((null, null, new TimeOnly(7, 0)), (staff.QuietFrom, staff.QuietUntil, staff.DailyAt));
        Assert.Equal((new TimeOnly(21, 0), new TimeOnly(8, 0), new TimeOnly(9, 0)), (others.QuietFrom, others.QuietUntil, others.DailyAt));
        Assert.Equal("America/Chicago", staff.TimeZone);
    }

    [Theory]
    [InlineData(NotificationTopic.Reminders)]
    [InlineData(NotificationTopic.Access)]
    public async Task What_nobody_may_miss_stays_on(NotificationTopic topic)
    {
        var nina = await PersonAsync(Hat.Provider);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            RunAsync(nina, new([new(topic, false, MailPace.Never)], null, null, new(7, 0)))
        );

        Assert.Contains("always shown", refused.Message);
        Assert.All((await ChoicesAsync(nina)).Topics, t => Assert.True(t.InPortal));
    }

    [Theory]
    [InlineData("21:00", null, "Enter both")]
    [InlineData(null, "07:00", "Enter both")]
    [InlineData("07:00", "07:00", "are none")]
    public async Task Quiet_hours_have_two_ends_and_a_length(string? from, string? until, string sentence)
    {
        var nina = await PersonAsync(Hat.Provider);
        TimeOnly? Time(string? written) =>
            written is null ? null : TimeOnly.Parse(written, System.Globalization.CultureInfo.InvariantCulture);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => RunAsync(nina, new([], Time(from), Time(until), new(7, 0))));

        Assert.Contains(sentence, refused.Message);
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_refused_with_a_sentence()
    {
        var nina = await PersonAsync(Hat.Provider);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            RunAsync(nina, new([new((NotificationTopic)99, true, MailPace.Never)], null, null, new(7, 0)))
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            RunAsync(nina, new([new(NotificationTopic.Tasks, true, (MailPace)99)], null, null, new(7, 0)))
        );
        await Assert.ThrowsAsync<NotFound>(() => RunAsync(new(Guid.CreateVersion7(), Hat.Provider), new([], null, null, new(7, 0))));
    }

    [Fact]
    public async Task Nobody_chooses_for_somebody_else_or_reads_what_they_chose()
    {
        var (nina, other) = (await PersonAsync(Hat.Provider), await PersonAsync(Hat.Provider));
        await RunAsync(nina, new([new(NotificationTopic.Tasks, false, MailPace.Never)], null, null, new(7, 0)));

        Assert.True((await ChoicesAsync(other)).Topics[0].InPortal);
        Assert.Equal(0, await database.AsAppAsync<long>(other, "select count(*) from notification_choices"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            database.AsAppAsync<object>(other, "insert into notification_times values ($1, null, null, '07:00')", nina.AccountId)
        );
    }

    [Fact]
    public async Task Of_windows_that_save_at_once_one_holds_whole()
    {
        var nina = await PersonAsync(Hat.Provider);
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    RunAsync(
                        nina,
                        new(
                            [
                                new(NotificationTopic.Tasks, n % 2 == 0, MailPace.Daily),
                                new(NotificationTopic.People, n % 2 == 0, MailPace.Daily),
                            ],
                            null,
                            null,
                            new(n, 0)
                        )
                    )
                )
        );

        var view = await ChoicesAsync(nina);
        Assert.Equal(view.Topics[0].InPortal, view.Topics[2].InPortal);
        Assert.Equal(view.DailyAt.Hour % 2 == 0, view.Topics[0].InPortal);
    }

    private async Task<Actor> PersonAsync(params Hat[] hats) => new(await world.AccountAsync("Nina", hats), hats[0]);

    private Task RunAsync(Actor actor, NotificationsChosen request) =>
        database.Get<ChooseNotifications>().RunAsync(actor, request, default);

    private Task<NotificationChoicesView> ChoicesAsync(Actor actor) => database.Get<NotificationQueries>().ChoicesAsync(actor, default);
}
