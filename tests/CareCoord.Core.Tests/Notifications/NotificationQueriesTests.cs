using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>What is new for one person: under one hat, as far as they may see it now, and audited about those it names.</summary>
public sealed class NotificationQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);
    private readonly NotificationWorld notifications = new(database);

    [Fact]
    public async Task Newest_first_with_the_names_and_the_title_it_is_about()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var task = await notifications.TaskAsync(cast, "Call the pharmacy");
        await world.NotifyAsync(
            cast.Provider.AccountId,
            Hat.Provider,
            "team_joined",
            cast.Patient,
            cast.Member,
            cast.Coordinator.AccountId
        );
        await world.NotifyAsync(
            cast.Provider.AccountId,
            Hat.Provider,
            "task_asked",
            cast.Patient,
            task,
            cast.Coordinator.AccountId,
            database.Clock.GetUtcNow().AddSeconds(1)
        );

        var view = await NotificationsAsync(cast.Provider);

        Assert.Equal(2, view.Unread);
        var asked = view.Rows.Items[0];
        Assert.Equal(
            (CareTaskNotifications.Asked, "Walter Example", "Coordinator of Walter", "Call the pharmacy", true),
            (asked.Kind, asked.Patient, asked.By, asked.Subject, asked.IsUnread)
        );
        var joined = view.Rows.Items[1];
        Assert.Equal((CareTeamNotifications.Joined, "Nurse of Walter", true), (joined.Kind, joined.Subject, joined.AboutReader));
    }

    [Fact]
    public async Task A_reading_is_one_entry_about_those_it_names_and_a_count_is_none()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var second = await world.PatientAsync("Second");
        await world.AssignCaseloadAsync(second, cast.Coordinator.AccountId);
        await world.NotifyAsync(cast.Coordinator.AccountId, Hat.Coordinator, "patient_handed_over", second, null, cast.Provider.AccountId);

        Assert.Equal(1, await UnreadAsync(cast.Coordinator));
        Assert.Empty(await database.NotedAsync(cast.Coordinator.AccountId));
        await NotificationsAsync(cast.Coordinator);

        var entry = Assert.Single(await database.NotedAsync(cast.Coordinator.AccountId));
        Assert.Equal("notices.read", entry.Action);
        Assert.Equal([second], entry.Patients);
    }

    [Fact]
    public async Task Under_another_hat_nothing_is_counted_or_shown()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        await world.NotifyAsync(
            cast.Caregiver.AccountId,
            Hat.Caregiver,
            "team_joined",
            cast.Patient,
            cast.Member,
            cast.Coordinator.AccountId
        );
        await world.NotifyAsync(cast.Caregiver.AccountId, Hat.Provider, "task_asked", null, null, cast.Coordinator.AccountId);

        Assert.Equal(1, await UnreadAsync(cast.Caregiver));
        Assert.Equal(CareTeamNotifications.Joined, Assert.Single((await NotificationsAsync(cast.Caregiver)).Rows.Items).Kind);
        Assert.Equal(0, await UnreadAsync(cast.Caregiver with { Hat = Hat.Patient }));
    }

    [Fact]
    public async Task What_one_may_no_longer_see_is_neither_shown_nor_counted()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        await world.NotifyAsync(
            cast.Caregiver.AccountId,
            Hat.Caregiver,
            "team_joined",
            cast.Patient,
            cast.Member,
            cast.Coordinator.AccountId
        );
        await world.NotifyAsync(
            cast.Provider.AccountId,
            Hat.Provider,
            "task_asked",
            cast.Patient,
            await notifications.TaskAsync(cast, "Call"),
            cast.Coordinator.AccountId
        );
        Assert.Equal((1, 1), (await UnreadAsync(cast.Caregiver), await UnreadAsync(cast.Provider)));

        await database.AsOwnerAsync("update proxy_grants set view_bits = 0, manage_bits = 0 where id = $1", cast.Grant);
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, database.Clock.GetUtcNow());

        Assert.Equal((0, 0), (await UnreadAsync(cast.Caregiver), await UnreadAsync(cast.Provider)));
        Assert.Empty((await NotificationsAsync(cast.Caregiver)).Rows.Items);
        Assert.Empty((await NotificationsAsync(cast.Provider)).Rows.Items);
    }

    [Fact]
    public async Task A_task_that_is_gone_or_protected_is_left_out()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa", caregiverSees: Category.Plan);
        await world.NotifyAsync(
            cast.Caregiver.AccountId,
            Hat.Caregiver,
            "task_done",
            cast.Patient,
            await notifications.TaskAsync(cast, "Mood", Category.Behavioural),
            cast.Coordinator.AccountId
        );
        await world.NotifyAsync(
            cast.Caregiver.AccountId,
            Hat.Caregiver,
            "task_done",
            cast.Patient,
            Guid.CreateVersion7(),
            cast.Coordinator.AccountId
        );

        Assert.Equal(0, await UnreadAsync(cast.Caregiver));
        Assert.Empty((await NotificationsAsync(cast.Caregiver)).Rows.Items);
    }

    [Fact]
    public async Task A_member_of_a_unit_is_told_of_its_queue_until_somebody_took_the_task()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var member = new Actor(await world.AccountAsync("Uma", Hat.Provider), Hat.Provider);
        var (unit, task) = await notifications.QueueAsync(cast, member, "Dress the wound");
        await world.NotifyAsync(member.AccountId, Hat.Provider, "task_asked", cast.Patient, task, cast.Coordinator.AccountId);

        var told = Assert.Single((await NotificationsAsync(member)).Rows.Items);
        Assert.Equal(("Dress the wound", "Walter Example"), (told.Subject, told.Patient));
        Assert.Equal([cast.Patient], Assert.Single(await database.NotedAsync(member.AccountId)).Patients);

        await database.AsOwnerAsync(
            """
            update care_tasks set asked_unit_id = null, asked_by = null, asked_at = null, state = 'accepted'
                where id = $1 and asked_unit_id = $2
            """,
            task,
            unit
        );
        Assert.Equal(0, await UnreadAsync(member));
        Assert.Empty((await NotificationsAsync(member)).Rows.Items);
    }

    [Fact]
    public async Task The_list_goes_on_by_key_and_an_invented_key_opens_the_first_page()
    {
        var admin = new Actor(await world.AccountAsync("Ada", Hat.Administrator), Hat.Administrator);
        for (var i = 0; i < 65; i++)
            await world.NotifyAsync(
                admin.AccountId,
                Hat.Administrator,
                "glass_broken",
                null,
                null,
                admin.AccountId,
                database.Clock.GetUtcNow().AddSeconds(i)
            );

        var seen = new List<NotificationRow>();
        string? key = null;
        do
        {
            var page = await NotificationsAsync(admin, key);
            Assert.Equal(65, page.Unread);
            seen.AddRange(page.Rows.Items);
            key = page.Rows.Next;
        } while (key is not null);

        Assert.Equal(65, seen.Select(n => n.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(n => n.At), seen);
        foreach (var hostile in new[] { "", "x", "' or 1=1 --", "\0", new string('9', 10_000), "\u202E<script>" })
            Assert.Equal(seen[0].Id, (await NotificationsAsync(admin, hostile)).Rows.Items[0].Id);
    }

    [Fact]
    public async Task Opening_one_marks_it_read_and_says_where_it_leads_and_is_audited()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var task = await notifications.TaskAsync(cast, "Call");
        var notification = await world.NotifyAsync(
            cast.Provider.AccountId,
            Hat.Provider,
            "task_asked",
            cast.Patient,
            task,
            cast.Coordinator.AccountId
        );

        var subject = await database.Get<OpenNotification>().RunAsync(cast.Provider, new(notification), default);
        await database.Get<OpenNotification>().RunAsync(cast.Provider, new(notification), default);

        Assert.Equal(new(CareTaskNotifications.Asked, cast.Patient, task), subject);
        Assert.Equal(0, await UnreadAsync(cast.Provider));
        Assert.False(Assert.Single((await NotificationsAsync(cast.Provider)).Rows.Items).IsUnread);
        Assert.Equal(
            2,
            (await database.NotedAsync(cast.Provider.AccountId)).Count(e => e.Action == "notice.opened" && e.SubjectId == notification)
        );
    }

    [Fact]
    public async Task Somebody_elses_notification_does_not_exist_and_that_it_was_asked_for_is_kept()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<OpenNotification>().RunAsync(cast.Provider, new(cast.NotificationId), default)
        );

        Assert.Equal(1, await UnreadAsync(cast.Self));
        Assert.Equal("access.refused", Assert.Single(await database.NotedAsync(cast.Provider.AccountId)).Action);
    }

    [Fact]
    public async Task Marking_all_marks_what_was_shown_and_only_ones_own_under_this_hat()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var account = cast.Self.AccountId;
        var shown = await world.NotifyAsync(
            account,
            Hat.Patient,
            "team_joined",
            cast.Patient,
            cast.Member,
            cast.Coordinator.AccountId,
            database.Clock.GetUtcNow().AddSeconds(1)
        );
        await world.NotifyAsync(
            account,
            Hat.Patient,
            "team_left",
            cast.Patient,
            cast.Member,
            cast.Coordinator.AccountId,
            database.Clock.GetUtcNow().AddSeconds(2)
        );
        await world.NotifyAsync(account, Hat.Caregiver, "team_left", null, null, cast.Coordinator.AccountId);

        await database.Get<MarkNotificationsRead>().RunAsync(cast.Self, shown, default);

        Assert.Equal(CareTeamNotifications.Left, Assert.Single((await NotificationsAsync(cast.Self)).Rows.Items, n => n.IsUnread).Kind);
        Assert.Equal(1, await UnreadAsync(cast.Self with { Hat = Hat.Caregiver }));
        Assert.Contains(await database.NotedAsync(account), e => e.Action == "notices.marked-read");
    }

    [Fact]
    public async Task More_than_a_hundred_are_counted_as_a_hundred()
    {
        var admin = new Actor(await world.AccountAsync("Ada", Hat.Administrator), Hat.Administrator);
        await database.AsOwnerAsync(
            """
            insert into notifications select app.uuid7(now()), $1, 'administrator', 'glass_broken', null, null, $1, now()
                from generate_series(1, 120)
            """,
            admin.AccountId
        );

        Assert.Equal(NotificationQueries.MostCounted, await UnreadAsync(admin));
    }

    private Task<NotificationsView> NotificationsAsync(Actor actor, string? before = null) =>
        database.Get<NotificationQueries>().NotificationsAsync(actor, before, default);

    private Task<int> UnreadAsync(Actor actor) => database.Get<NotificationQueries>().UnreadAsync(actor, default);
}
