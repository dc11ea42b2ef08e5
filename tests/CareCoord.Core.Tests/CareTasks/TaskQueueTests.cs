using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>The queue of a unit: who sees the task and the name, who is told, and which units can be asked.</summary>
public sealed class TaskQueueTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Members_see_the_task_and_the_name_and_nothing_else_of_the_record()
    {
        var task = await stage.AssignAsync(
            new(Unit: stage.Unit),
            TaskStage.Work("Visit her at home", "Her wound has to be looked at."),
            ["Take bandages"],
            [stage.Nurse.AccountId]
        );

        var row = Assert.Single((await ListAsync(stage.Uma, TaskList.Units)).Rows.Items);
        Assert.Equal(("Denise Example", "Visit her at home", TaskPart.Asked | TaskPart.Queue), (row.Patient, row.Title, row.Part));
        var detail = await database.Get<CareTaskQueries>().TaskAsync(stage.Uma, stage.Patient, task, null, default);
        Assert.Equal("Her wound has to be looked at.", detail.Why);
        Assert.Equal((0, 0, 0, 0), (detail.Checklist.Count, detail.Watchers.Count, detail.Attachments.Count, detail.History.Count));
        foreach (
            var table in new[]
            {
                "patients",
                "goals",
                "appointments",
                "care_team_members",
                "care_task_entries",
                "care_task_steps",
                "care_task_rungs",
                "patient_access",
            }
        )
            Assert.Equal(0, await database.AsAppAsync<long>(stage.Uma, $"select count(*) from {table}"));
        Assert.Contains(
            await database.NotedAsync(stage.Uma.AccountId),
            n => n.Action == "care-task.read" && n.Patients.SequenceEqual([stage.Patient])
        );
    }

    [Fact]
    public async Task Only_members_of_now_see_the_queue_and_only_as_providers()
    {
        var task = await stage.AssignAsync(new(Unit: stage.Unit));
        var gone = await world.AccountAsync("Gone", Hat.Provider);
        await world.ProviderAsync(gone);
        await world.JoinUnitAsync(stage.Unit, gone, database.Clock.GetUtcNow().AddDays(-1));
        var chief = await world.AccountAsync("Chief", Hat.Coordinator, Hat.Provider, Hat.Patient);
        await world.JoinUnitAsync(stage.Unit, chief);

        foreach (
            var actor in new Actor[]
            {
                new(gone, Hat.Provider),
                new(chief, Hat.Coordinator),
                new(chief, Hat.Patient),
                stage.Uma with
                {
                    Hat = Hat.Administrator,
                },
            }
        )
        {
            Assert.Empty((await ListAsync(actor, TaskList.Units)).Rows.Items);
            Assert.Equal(TaskStage.NotThere, await stage.TryAsync(actor, task, new AcceptCareTask()));
        }

        Assert.Equal(
            "This stands in the queue of your unit. Leave it there for a colleague, or ask the coordinator to assign it elsewhere.",
            await UnitSentenceAsync(task)
        );
    }

    [Fact]
    public async Task Everybody_in_the_unit_is_told_without_the_patient()
    {
        var task = await stage.AssignAsync(new(Unit: stage.Unit));

        foreach (var member in new[] { stage.Uma, stage.Ugo })
            Assert.Equal(["task_asked"], await stage.ToldAsync(member, task));
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from notifications where subject_id = $1 and patient_id is not null", task)
        );
    }

    [Fact]
    public async Task What_members_are_told_stands_among_their_news_with_the_task_and_the_name_until_somebody_took_it()
    {
        var task = await stage.AssignAsync(new(Unit: stage.Unit), TaskStage.Work("Visit her at home"));

        var notification = Assert.Single(
            (await database.Get<NotificationQueries>().NotificationsAsync(stage.Uma, null, default)).Rows.Items
        );
        Assert.Equal(
            (CareTaskNotifications.Asked, "Visit her at home", "Denise Example", task),
            (notification.Kind, notification.Subject, notification.Patient, notification.SubjectId)
        );
        Assert.Contains(
            await database.NotedAsync(stage.Uma.AccountId),
            n => n.Action == "notices.read" && n.Patients.SequenceEqual([stage.Patient])
        );
        Assert.Equal(1, await database.Get<NotificationQueries>().UnreadAsync(stage.Ugo, default));

        await stage.DoAsync(stage.Uma, task, new AcceptCareTask());

        Assert.Equal(0, await database.Get<NotificationQueries>().UnreadAsync(stage.Ugo, default));
        Assert.Empty((await database.Get<NotificationQueries>().NotificationsAsync(stage.Ugo, null, default)).Rows.Items);
    }

    [Fact]
    public async Task Members_who_could_not_take_it_neither_see_it_nor_hear_of_it()
    {
        // A coordinator, and somebody who has a provider's hat but is no provider of the clinic: no place on a care team is theirs.
        var members = new Actor[]
        {
            new(await world.AccountAsync("Coordinator only", Hat.Coordinator), Hat.Coordinator),
            new(await world.AccountAsync("Not a provider", Hat.Provider), Hat.Provider),
        };
        foreach (var member in members)
            await world.JoinUnitAsync(stage.Unit, member.AccountId);

        var task = await stage.AssignAsync(new(Unit: stage.Unit));

        foreach (var member in members)
        {
            var view = await ListAsync(member, TaskList.Units);
            Assert.Equal((0, 0), (view.Rows.Items.Count, view.Count(TaskList.Units)));
            Assert.Empty(await stage.ToldAsync(member, task));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<CareTaskQueries>().TaskAsync(member, stage.Patient, task, null, default));
            Assert.Equal(TaskStage.NotThere, await stage.TryAsync(member, task, new AcceptCareTask()));
            Assert.Null(await database.AsAppAsync<string>(member, "select app.name_in_queue($1, $2)", stage.Patient, task));
        }
    }

    [Fact]
    public async Task A_unit_in_which_nobody_could_take_it_is_refused_and_counts_those_who_can()
    {
        var unit = await world.UnitAsync("Front desk");
        await world.JoinUnitAsync(unit, await world.AccountAsync("Coordinator only", Hat.Coordinator));
        await world.JoinUnitAsync(unit, await world.AccountAsync("Not a provider", Hat.Provider));
        await world.JoinUnitAsync(stage.Unit, await world.AccountAsync("Chief", Hat.Coordinator));

        Assert.StartsWith(
            "Nobody works in that unit",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(Unit: unit)))).Message
        );
        var units = await database.Get<AssigneeQueries>().UnitsAsync(stage.Coordinator, default);
        Assert.DoesNotContain(units, u => u.Id == unit);
        Assert.Equal(2, Assert.Single(units, u => u.Id == stage.Unit).People);
    }

    [Fact]
    public async Task The_patients_own_coordinator_who_works_in_the_unit_takes_it_like_any_member()
    {
        await world.JoinUnitAsync(stage.Unit, stage.Coordinator.AccountId);
        var task = await stage.AssignAsync(new(Unit: stage.Unit));
        Assert.Equal(task, Assert.Single((await ListAsync(stage.Coordinator, TaskList.Units)).Rows.Items).TaskId);

        await stage.DoAsync(stage.Coordinator, task, new AcceptCareTask());

        Assert.Equal(
            ("accepted", stage.Coordinator.AccountId, "coordinator"),
            ((await stage.TaskAsync(task)).State, (await stage.TaskAsync(task)).Owner, (await stage.TaskAsync(task)).OwnerHat)
        );
    }

    [Fact]
    public async Task A_task_for_a_unit_in_which_nobody_works_is_refused()
    {
        var empty = await world.UnitAsync("Empty");

        Assert.StartsWith(
            "Nobody works in that unit",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(Unit: empty)))).Message
        );
        Assert.StartsWith(
            "Nobody has that role",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(Role: TeamRole.Surgeon)))).Message
        );
        Assert.StartsWith(
            "Nobody has that role",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(Role: TeamRole.Caregiver)))).Message
        );
        Assert.StartsWith(
            "They are not on the care team",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(stage.Uma.AccountId)))).Message
        );
        Assert.StartsWith(
            "They are not on the care team",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(stage.Cast.Caregiver.AccountId)))).Message
        );
        Assert.StartsWith("Choose whom to ask", (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new()))).Message);
        Assert.StartsWith(
            "Choose whom to ask",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(stage.Mia.AccountId, TeamRole.Nurse)))).Message
        );
    }

    private async Task<string> UnitSentenceAsync(Guid task)
    {
        // Declining needs the record, so it is somebody of the team who works in the unit.
        await world.JoinUnitAsync(stage.Unit, stage.Mia.AccountId);
        return await stage.RefusedAsync(stage.Mia, task, new DeclineCareTask("No time."));
    }

    private Task<TasksView> ListAsync(Actor actor, TaskList list) =>
        database.Get<CareTaskQueries>().TasksAsync(actor, new(list, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default);
}
