using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Core.Tests.Data;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// The life of a task from assigned to done. Each command changes it, stands in its history and in the audit, and is told to whom it
/// concerns.
/// </summary>
public sealed class TaskLifeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_coordinator_owns_what_is_assigned_until_whoever_is_asked_accepts()
    {
        var task = await stage.AssignAsync(new(Role: TeamRole.Nutritionist), TaskStage.Work(inDays: 3), ["Call her", "Write it down"]);

        var stood = await stage.TaskAsync(task);
        Assert.Equal(
            ("assigned", stage.Coordinator.AccountId, "coordinator", stage.Mia.AccountId),
            (stood.State, stood.Owner, stood.OwnerHat, stood.Asked)
        );
        Assert.Equal(["task_asked"], await stage.ToldAsync(stage.Mia, task));
        Assert.Equal(6, (await stage.RungsAsync(task)).Length);

        await stage.DoAsync(stage.Mia, task, new AcceptCareTask());

        stood = await stage.TaskAsync(task);
        Assert.Equal(("accepted", stage.Mia.AccountId, "provider", (Guid?)null), (stood.State, stood.Owner, stood.OwnerHat, stood.Asked));
        Assert.Equal(["task_accepted"], await stage.ToldAsync(stage.Coordinator, task));
        Assert.Equal(["finish reminder", "finish coordinator", "finish deputy"], await stage.RungsAsync(task));
        Assert.Equal(
            [("assigned", stage.Coordinator.AccountId, (string?)null), ("accepted", stage.Mia.AccountId, null)],
            await stage.HistoryAsync(task)
        );
    }

    [Fact]
    public async Task Declining_goes_back_to_the_coordinator_with_the_reason()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));

        await stage.DoAsync(stage.Mia, task, new DeclineCareTask("  I am away next week.  "));

        var stood = await stage.TaskAsync(task);
        Assert.Equal(
            ("declined", "I am away next week.", stage.Coordinator.AccountId, (Guid?)null),
            (stood.State, stood.Note, stood.Owner, stood.Asked)
        );
        Assert.Equal(("declined", stage.Mia.AccountId, "I am away next week."), (await stage.HistoryAsync(task))[^1]);
        Assert.Equal(["task_declined"], await stage.ToldAsync(stage.Coordinator, task));
        Assert.Equal(["answer reminder", "answer coordinator", "answer deputy"], await stage.RungsAsync(task));
    }

    [Fact]
    public async Task A_declined_task_is_assigned_to_somebody_else_or_started_by_the_coordinator()
    {
        var reassigned = await DeclinedAsync();
        await stage.DoAsync(stage.Coordinator, reassigned, new ReassignCareTask(new(stage.Nurse.AccountId), "Could you?"));
        var started = await DeclinedAsync();
        await stage.DoAsync(stage.Coordinator, started, new StartCareTask());

        Assert.Equal(("assigned", stage.Coordinator.AccountId, stage.Nurse.AccountId), await StandsAsync(reassigned));
        Assert.Equal(["task_asked"], await stage.ToldAsync(stage.Nurse, reassigned));
        Assert.Equal(("in_progress", stage.Coordinator.AccountId, null), await StandsAsync(started));
        Assert.Empty(await stage.RungsAsync(started));
    }

    [Fact]
    public async Task The_owner_starts_waits_goes_on_and_finishes()
    {
        var task = await stage.AcceptedByAsync(stage.Mia, TaskStage.Work(inDays: 2));

        await stage.DoAsync(stage.Mia, task, new StartCareTask());
        await stage.DoAsync(stage.Mia, task, new WaitWithCareTask("on the lab"));
        Assert.Equal(("waiting", "on the lab"), ((await stage.TaskAsync(task)).State, (await stage.TaskAsync(task)).Note));
        await stage.DoAsync(stage.Mia, task, new ResumeCareTask());
        Assert.Null((await stage.TaskAsync(task)).Note);
        await stage.DoAsync(stage.Mia, task, new CompleteCareTask("We agreed on three meals."));

        Assert.Equal(
            ("done", "We agreed on three meals.", stage.Mia.AccountId),
            ((await stage.TaskAsync(task)).State, (await stage.TaskAsync(task)).Note, (await stage.TaskAsync(task)).Owner)
        );
        Assert.Equal(
            ["assigned", "accepted", "started", "waits", "resumed", "done"],
            (await stage.HistoryAsync(task)).Select(a => a.Action)
        );
        Assert.Equal(["task_accepted", "task_waiting", "task_done"], await stage.ToldAsync(stage.Coordinator, task));
        Assert.Empty(await stage.RungsAsync(task));
    }

    [Fact]
    public async Task What_a_coordinator_assigns_to_themselves_is_accepted_at_once()
    {
        var task = await stage.AssignAsync(new(stage.Coordinator.AccountId));
        var byRole = await stage.AssignAsync(new(Role: TeamRole.Coordinator));

        Assert.Equal(("accepted", stage.Coordinator.AccountId, null), await StandsAsync(task));
        Assert.Equal(("accepted", stage.Coordinator.AccountId, null), await StandsAsync(byRole));
        Assert.Equal("assigned", Assert.Single(await stage.HistoryAsync(task)).Action);
        Assert.Empty(await stage.ToldAsync(stage.Coordinator, task));
    }

    [Fact]
    public async Task The_coordinator_changes_what_is_to_be_done_and_until_when()
    {
        var task = await stage.AcceptedByAsync(stage.Mia, TaskStage.Work(inDays: 2));
        var before = await database.AsOwnerAsync<Guid[]>("select array(select id from care_task_rungs where task_id = $1)", task);

        await stage.DoAsync(
            stage.Coordinator,
            task,
            new ChangeCareTask(
                TaskStage.Work("Agree on snacks", "She asked for it.", priority: Priority.Urgent, inDays: 5),
                TaskStage.Because
            )
        );

        Assert.Equal(
            "Agree on snacks: She asked for it. (urgent)",
            await database.AsOwnerAsync<string>(
                "select title || ': ' || why || ' (' || priority || ')' from care_tasks where id = $1",
                task
            )
        );
        Assert.Equal(["task_asked", "task_changed"], await stage.ToldAsync(stage.Mia, task));
        Assert.Equal(3, (await stage.RungsAsync(task)).Length);
        Assert.Empty(
            before!.Intersect(
                (await database.AsOwnerAsync<Guid[]>("select array(select id from care_task_rungs where task_id = $1)", task))!
            )
        );
    }

    [Fact]
    public async Task A_change_of_words_leaves_the_ladder_as_it_stands()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), TaskStage.Work(inDays: 2));
        var before = await database.AsOwnerAsync<Guid[]>(
            "select array(select id from care_task_rungs where task_id = $1 order by id)",
            task
        );

        await stage.DoAsync(stage.Coordinator, task, new ChangeCareTask(TaskStage.Work("Agree on snacks", inDays: 2), TaskStage.Because));

        Assert.Equal(
            before,
            await database.AsOwnerAsync<Guid[]>("select array(select id from care_task_rungs where task_id = $1 order by id)", task)
        );
    }

    [Fact]
    public async Task The_coordinator_cancels_with_a_reason_also_what_was_offered()
    {
        var task = await stage.AcceptedByAsync(stage.Mia, TaskStage.Work(inDays: 2));
        await stage.DoAsync(stage.Mia, task, new HandOverCareTask(new(stage.Nurse.AccountId), null));

        await stage.DoAsync(stage.Coordinator, task, new CancelCareTask("She moved away."));

        Assert.Equal(("cancelled", stage.Mia.AccountId, null), await StandsAsync(task));
        Assert.Equal("task_cancelled", (await stage.ToldAsync(stage.Mia, task))[^1]);
        Assert.Equal("task_cancelled", (await stage.ToldAsync(stage.Nurse, task))[^1]);
        Assert.Empty(await stage.RungsAsync(task));
    }

    [Fact]
    public async Task What_is_closed_stays_closed_but_takes_a_note()
    {
        var done = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, done, new CompleteCareTask("Done."));
        var cancelled = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Coordinator, cancelled, new CancelCareTask("Not needed."));

        CareTaskCommand[] commands =
        [
            new AcceptCareTask(),
            new DeclineCareTask("No."),
            new StartCareTask(),
            new WaitWithCareTask("on it"),
            new ResumeCareTask(),
            new CompleteCareTask("Again."),
            new HandOverCareTask(new(stage.Nurse.AccountId), null),
            new WithdrawCareTask(),
        ];
        foreach (var command in commands)
        {
            Assert.Equal("This is done already.", await stage.RefusedAsync(stage.Mia, done, command));
            Assert.Equal("This was cancelled.", await stage.RefusedAsync(stage.Mia, cancelled, command));
        }

        foreach (
            var command in new CareTaskCommand[]
            {
                new CancelCareTask("No."),
                new ReassignCareTask(new(stage.Nurse.AccountId), null),
                new ChangeCareTask(TaskStage.Work(), TaskStage.Because),
            }
        )
            Assert.Equal("This is done already.", await stage.RefusedAsync(stage.Coordinator, done, command));
        await stage.DoAsync(stage.Mia, done, new NoteOnCareTask("She called to say thanks."));
        Assert.Equal(("noted", stage.Mia.AccountId, "She called to say thanks."), (await stage.HistoryAsync(done))[^1]);
        Assert.Equal("done", (await stage.TaskAsync(done)).State);
    }

    [Fact]
    public async Task Each_deed_is_one_entry_of_the_audit_about_the_patient_and_the_task()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        CareTaskCommand[] commands =
        [
            new AcceptCareTask(),
            new StartCareTask(),
            new WaitWithCareTask("on her"),
            new ResumeCareTask(),
            new NoteOnCareTask("She is back."),
            new HandOverCareTask(new(stage.Nurse.AccountId), null),
            new WithdrawCareTask(),
            new CompleteCareTask("Done."),
        ];
        foreach (var command in commands)
            await stage.DoAsync(stage.Mia, task, command);

        var noted = await database.NotedAsync(stage.Mia.AccountId);
        Assert.Equal(
            ["accepted", "started", "waits", "resumed", "noted", "offered", "withdrawn", "done"],
            noted.Select(n => n.Action["care-task.".Length..])
        );
        Assert.All(
            noted,
            n =>
                Assert.Equal(("care_task", task, stage.Patient, "provider"), (n.SubjectKind, n.SubjectId, Assert.Single(n.Patients), n.Hat))
        );
        Assert.Equal("care-task.assigned", Assert.Single(await database.NotedAsync(stage.Coordinator.AccountId)).Action);
    }

    [Fact]
    public async Task A_deed_asks_the_database_as_often_on_a_task_of_a_long_history_as_on_a_new_one()
    {
        var (fresh, old) = (
            await stage.AcceptedByAsync(stage.Mia),
            await stage.AcceptedByAsync(stage.Mia, steps: [.. Enumerable.Range(0, 20).Select(step => $"Step {step}")])
        );
        for (var note = 0; note < 30; note++)
            await stage.DoAsync(stage.Coordinator, old, new NoteOnCareTask("Once more."));
        await StartAsync(await stage.AcceptedByAsync(stage.Mia));

        var (few, many) = (await AskedAsync(fresh), await AskedAsync(old));

        // Opening, who they are, the task, the gate; saving, telling, committing: besides counting the acts, which the stage does.
        Assert.True(few.Count is >= 2 and <= 10, string.Join('\n', few));
        Assert.Equal(few.Count, many.Count);

        Task StartAsync(Guid task) => stage.DoAsync(stage.Mia, task, new StartCareTask());

        // When the clinic is open is read now and then only, and kept for five minutes of a clock that tests move.
        async Task<List<string>> AskedAsync(Guid task) =>
            [.. (await RoundTrips.OfAsync(() => StartAsync(task))).Where(sent => !sent.Contains("organisation", StringComparison.Ordinal))];
    }

    private async Task<(string, Guid, Guid?)> StandsAsync(Guid task)
    {
        var stood = await stage.TaskAsync(task);
        return (stood.State, stood.Owner, stood.Asked);
    }

    private async Task<Guid> DeclinedAsync()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        await stage.DoAsync(stage.Mia, task, new DeclineCareTask("No time."));
        return task;
    }
}
