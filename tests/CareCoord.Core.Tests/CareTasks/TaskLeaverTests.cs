using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>A provider leaves the care team: none of their tasks is dropped.</summary>
public sealed class TaskLeaverTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_they_owned_or_were_asked_is_the_coordinators_with_the_reason_who_is_told_and_reminded()
    {
        var owned = await stage.AcceptedByAsync(stage.Nurse, TaskStage.Work(inDays: 3));
        var asked = await stage.AssignAsync(new(stage.Nurse.AccountId));
        await LeaveAsync();

        foreach (var task in new[] { owned, asked })
        {
            var stood = await stage.TaskAsync(task);
            Assert.Equal(
                ("declined", stage.Coordinator.AccountId, "coordinator", (Guid?)null, (string?)null),
                (stood.State, stood.Owner, stood.OwnerHat, stood.Asked, stood.Note)
            );
            Assert.Equal(("returned", stage.Nurse.AccountId, (string?)null), (await stage.HistoryAsync(task))[^1]);
            Assert.Equal(
                "left_team left_team Nurse of Denise",
                await database.AsOwnerAsync<string>(
                    """
                    select concat_ws(' ', t.state_reason, h.reason, b.display_name)
                    from care_tasks t join care_task_entries h on h.task_id = t.id and h.number = t.entry_count
                    join accounts b on b.id = h.about_account_id where t.id = $1
                    """,
                    task
                )
            );
            Assert.Equal("task_declined", (await stage.ToldAsync(stage.Coordinator, task))[^1]);
            Assert.Equal(3, (await stage.RungsAsync(task)).Count(rung => rung.StartsWith("answer", StringComparison.Ordinal)));
            Assert.Equal(TaskStage.NotThere, await stage.TryAsync(stage.Nurse, task, new NoteOnCareTask("One more thing.")));
        }

        await stage.DoAsync(stage.Coordinator, owned, new ReassignCareTask(new(stage.Mia.AccountId), null));
        Assert.Equal(stage.Mia.AccountId, (await stage.TaskAsync(owned)).Asked);
    }

    [Fact]
    public async Task What_they_had_offered_to_another_waits_for_the_others_answer_and_is_the_coordinators_until_then()
    {
        var task = await stage.AcceptedByAsync(stage.Nurse);
        await stage.DoAsync(stage.Nurse, task, new StartCareTask());
        await stage.DoAsync(stage.Nurse, task, new HandOverCareTask(new(stage.Mia.AccountId), "I am leaving."));
        await LeaveAsync();

        Assert.Equal(("assigned", stage.Coordinator.AccountId, stage.Mia.AccountId), await StandsAsync(task));
        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());
        Assert.Equal(("accepted", stage.Mia.AccountId, null), await StandsAsync(task));
    }

    [Fact]
    public async Task What_another_had_offered_to_them_stays_the_others_and_what_is_closed_or_others_do_is_not_touched()
    {
        var offered = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, offered, new StartCareTask());
        await stage.DoAsync(stage.Mia, offered, new HandOverCareTask(new(stage.Nurse.AccountId), null));
        var done = await stage.AcceptedByAsync(stage.Nurse);
        await stage.DoAsync(stage.Nurse, done, new CompleteCareTask("Agreed."));
        var others = await stage.AcceptedByAsync(stage.Mia);
        var before = (await stage.TaskAsync(done), await stage.TaskAsync(others));
        await LeaveAsync();

        Assert.Equal(("in_progress", stage.Mia.AccountId, null), await StandsAsync(offered));
        Assert.Equal(before, (await stage.TaskAsync(done), await stage.TaskAsync(others)));
    }

    private Task LeaveAsync()
    {
        stage.Tick();
        return database
            .Get<LeaveCareTeam>()
            .RunAsync(stage.Nurse, new(stage.Patient, stage.Cast.Member, stage.Cast.MemberVersion), default);
    }

    private async Task<(string, Guid, Guid?)> StandsAsync(Guid task)
    {
        var stood = await stage.TaskAsync(task);
        return (stood.State, stood.Owner, stood.Asked);
    }
}
