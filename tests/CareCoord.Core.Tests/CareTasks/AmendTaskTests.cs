using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// What a task asks for, and what people wrote in its history, is amended with a kind and a reason. What it said before stays readable.
/// </summary>
public sealed class AmendTaskTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_a_task_asked_for_before_it_was_changed_stays_readable()
    {
        var task = await stage.AcceptedByAsync(stage.Mia, TaskStage.Work(inDays: 2));
        var due = (await stage.TaskAsync(task)).DueAt;

        await stage.DoAsync(
            stage.Coordinator,
            task,
            new ChangeCareTask(
                TaskStage.Work("Agree on snacks", priority: Priority.Urgent, inDays: 5),
                new(AmendmentKind.Correction, "She eats meals.")
            )
        );
        await stage.DoAsync(
            stage.Coordinator,
            task,
            new ChangeCareTask(
                TaskStage.Work("Agree on snacks and drinks", priority: Priority.Urgent, inDays: 5),
                new(AmendmentKind.Addition, "She asked.")
            )
        );

        var seen = await SeenAsync(stage.Mia, task);
        Assert.Equal(
            [(2, AmendmentKind.Addition, "She asked."), (1, AmendmentKind.Correction, "She eats meals.")],
            seen.Former.Select(one => (one.Version, one.Kind, one.Reason))
        );
        var first = EntryContent.Read<CareTaskDraft>(seen.Former[1].Content);
        Assert.Equal(
            ("Agree on a meal plan", "Her sugar is high.", TaskAbout.General, Priority.Routine, due, 2),
            (first.Title, first.Why, first.About, first.Priority, first.DueAt, first.DueInBusinessDays)
        );
        Assert.Equal(("Coordinator of Denise", Hat.Coordinator), (seen.Former[1].By, seen.Former[1].Hat));
        Assert.Contains(
            await database.NotedAsync(stage.Coordinator.AccountId),
            noted => noted.Action == "care-task.changed" && noted.SubjectId == task
        );
    }

    [Fact]
    public async Task A_change_says_its_kind_and_why_and_changes_something()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        var same = TaskStage.Work();

        Assert.StartsWith(
            "Nothing is changed yet.",
            await stage.RefusedAsync(stage.Coordinator, task, new ChangeCareTask(same, TaskStage.Because))
        );
        Assert.Equal(
            AmendmentDraft.SayWhy,
            await stage.RefusedAsync(
                stage.Coordinator,
                task,
                new ChangeCareTask(TaskStage.Work("Otherwise"), new(AmendmentKind.Correction, " "))
            )
        );
        Assert.Equal(
            AmendmentDraft.Choose,
            await stage.RefusedAsync(stage.Coordinator, task, new ChangeCareTask(TaskStage.Work("Otherwise"), new(null, "So.")))
        );
        Assert.StartsWith(
            "An addition leaves what stands there.",
            await stage.RefusedAsync(
                stage.Coordinator,
                task,
                new ChangeCareTask(TaskStage.Work("Otherwise"), new(AmendmentKind.Addition, "So."))
            )
        );
        Assert.StartsWith(
            "A task that should not be there is cancelled",
            await stage.RefusedAsync(stage.Coordinator, task, new ChangeCareTask(same, new(AmendmentKind.EnteredInError, "So.")))
        );
        Assert.Empty((await SeenAsync(stage.Mia, task)).Former);
    }

    [Fact]
    public async Task Its_author_corrects_a_note_and_what_it_said_stays_one_tap_away()
    {
        var (task, number) = await NotedAsync("She is away on Fridays.");

        await AmendAsync(stage.Mia, task, number, AmendmentKind.Correction, "She is away on Mondays.");
        await AmendAsync(stage.Mia, task, number, AmendmentKind.Addition, "She is away on Mondays. All of December.");

        var entry = await EntryAsync(stage.Nurse, task, number);
        Assert.Equal("She is away on Mondays. All of December.", entry.Words);
        Assert.Equal(
            ["She is away on Mondays.", "She is away on Fridays."],
            entry.Former.Select(one => EntryContent.Read<WrittenWords>(one.Content).Words)
        );
        Assert.False(entry.MayAmend);
        Assert.True((await EntryAsync(stage.Mia, task, number)).MayAmend);
        Assert.Equal(
            [("noted", (int?)null), ("amended", number), ("amended", number)],
            (await SeenAsync(stage.Mia, task)).History.Reverse().Skip(2).Select(one => (one.Action.Snake(), one.Amends))
        );
        Assert.Contains(
            await database.NotedAsync(stage.Mia.AccountId),
            noted => noted.Action == "care-task.words-amended" && noted.SubjectId == task
        );
        Assert.Equal("task_changed", (await stage.ToldAsync(stage.Coordinator, task))[^1]);
    }

    [Fact]
    public async Task The_coordinator_corrects_what_others_wrote_and_nobody_else_does()
    {
        var (task, number) = await NotedAsync("She is away on Fridays.");

        Assert.StartsWith("Only whoever wrote it", await RefusedAsync(stage.Nurse, task, number));
        Assert.StartsWith("You can read this, but not change it.", await RefusedAsync(stage.Cast.Self, task, number));
        Assert.StartsWith("You can read this, but not change it.", await RefusedAsync(stage.Cast.Caregiver, task, number));
        await Assert.ThrowsAsync<NotFound>(() => AmendAsync(stage.Uma, task, number, AmendmentKind.Correction, "Otherwise"));
        await AmendAsync(stage.Coordinator, task, number, AmendmentKind.Correction, "She is away on Mondays.");
        Assert.Equal("She is away on Mondays.", (await EntryAsync(stage.Nurse, task, number)).Words);

        // Nor by SQL.
        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                stage.Nurse,
                """
                with done as (update care_task_entries set words = 'x', version = 3,
                              amendment_kind = 'correction', amendment_reason = 'So.', amended_by = $2,
                              amended_as = 'provider', amended_at = app.actor_moment() where task_id = $1 and number = 3 returning 1)
                                  select count(*) from done
                """,
                task,
                stage.Nurse.AccountId
            )
        );
    }

    [Fact]
    public async Task A_note_entered_in_error_is_struck_and_comes_back_as_it_was()
    {
        var (task, number) = await NotedAsync("She has a dog.");

        await AmendAsync(stage.Mia, task, number, AmendmentKind.EnteredInError, "ignored");
        Assert.Equal(("She has a dog.", AmendmentKind.EnteredInError), Latest(await EntryAsync(stage.Nurse, task, number)));
        foreach (var kind in new[] { AmendmentKind.Correction, AmendmentKind.EnteredInError })
            Assert.StartsWith("It is entered in error. Take that back first.", await RefusedAsync(stage.Mia, task, number, kind));

        await AmendAsync(stage.Mia, task, number, AmendmentKind.ErrorTakenBack, null);
        Assert.Equal(("She has a dog.", AmendmentKind.ErrorTakenBack), Latest(await EntryAsync(stage.Nurse, task, number)));
        Assert.StartsWith("It is not entered in error", await RefusedAsync(stage.Mia, task, number, AmendmentKind.ErrorTakenBack));
    }

    [Fact]
    public async Task How_a_task_came_out_is_corrected_where_the_task_says_it_too()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new CompleteCareTask("Agreed on five meals."));
        var number = await stage.ActsAsync(task);

        await AmendAsync(stage.Mia, task, number, AmendmentKind.Correction, "Agreed on six meals.");
        Assert.Equal(("done", "Agreed on six meals."), await StandsAsync(task));

        await AmendAsync(stage.Coordinator, task, number, AmendmentKind.EnteredInError, null);
        Assert.Equal(("done", "entered_in_error"), await StandsAsync(task));
        Assert.Equal(TaskReason.EnteredInError, (await SeenAsync(stage.Mia, task)).Row.StateReason);
        await AmendAsync(stage.Coordinator, task, number, AmendmentKind.ErrorTakenBack, null);
        Assert.Equal(("done", "Agreed on six meals."), await StandsAsync(task));
    }

    [Fact]
    public async Task A_corrected_older_reason_leaves_the_one_that_holds_now()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new WaitWithCareTask("the lab"));
        var first = await stage.ActsAsync(task);
        await stage.DoAsync(stage.Mia, task, new ResumeCareTask());
        await stage.DoAsync(stage.Mia, task, new WaitWithCareTask("the lab"));
        var second = await stage.ActsAsync(task);

        await AmendAsync(stage.Mia, task, first, AmendmentKind.Correction, "the clinic");
        Assert.Equal(("waiting", "the lab"), await StandsAsync(task));
        await AmendAsync(stage.Mia, task, second, AmendmentKind.Correction, "the hospital");
        Assert.Equal(("waiting", "the hospital"), await StandsAsync(task));
    }

    [Fact]
    public async Task What_nobody_wrote_is_not_amended()
    {
        var task = await stage.AcceptedByAsync(stage.Mia, steps: ["Call her"]);
        var step = await database.AsOwnerAsync<Guid>("select id from care_task_steps where task_id = $1", task);
        await database.Get<TickTaskStep>().RunAsync(stage.Mia, new(stage.Patient, task, step, Done: true), default);

        foreach (var number in new[] { 1, 2, 3 })
            Assert.StartsWith("Nobody wrote anything there", await RefusedAsync(stage.Mia, task, number));
        await Assert.ThrowsAsync<NotFound>(() => AmendAsync(stage.Mia, task, 99, AmendmentKind.Correction, "x"));
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (
                await Assert.ThrowsAsync<PostgresException>(() =>
                    database.AsAppAsync<object>(
                        stage.Mia,
                        """
                        update care_task_entries set words = 'x', version = 2, amendment_kind = 'correction', amendment_reason = 'So.',
                            amended_by = $2, amended_as = 'provider', amended_at = app.actor_moment() where task_id = $1 and number = 3
                        """,
                        task,
                        stage.Mia.AccountId
                    )
                )
            ).SqlState
        );
    }

    [Fact]
    public async Task Of_two_who_amend_at_once_one_is_told()
    {
        var (task, number) = await NotedAsync("She is away on Fridays.");
        var seen = await stage.ActsAsync(task);
        var came = await Task.WhenAll(
            new[] { stage.Mia, stage.Coordinator }.Select(async who =>
            {
                try
                {
                    await database
                        .Get<RunCareTaskCommand>()
                        .RunAsync(
                            who,
                            new(
                                stage.Patient,
                                task,
                                seen,
                                new AmendCareTaskWords(number, new(AmendmentKind.Correction, "So."), $"By {who.Hat}")
                            ),
                            default
                        );
                    return null;
                }
                catch (RuleBroken rule)
                {
                    return rule.Message;
                }
            })
        );

        Assert.Single(came, one => one is null);
        Assert.StartsWith("This has gone on since you saw it", Assert.Single(came, one => one is not null));
        Assert.Single((await EntryAsync(stage.Nurse, task, number)).Former);
    }

    private async Task<(Guid Task, int Number)> NotedAsync(string words)
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new NoteOnCareTask(words));
        return (task, await stage.ActsAsync(task));
    }

    private static (string? Words, AmendmentKind Kind) Latest(CareTaskEntryView entry) => (entry.Words, entry.Former[0].Kind);

    private Task AmendAsync(Actor by, Guid task, int number, AmendmentKind kind, string? words) =>
        stage.DoAsync(by, task, new AmendCareTaskWords(number, new(kind, "It was mistyped."), words));

    private Task<string> RefusedAsync(Actor by, Guid task, int number, AmendmentKind kind = AmendmentKind.Correction) =>
        stage.RefusedAsync(by, task, new AmendCareTaskWords(number, new(kind, "It was mistyped."), "Otherwise."));

    private Task<TaskDetail> SeenAsync(Actor by, Guid task) =>
        database.Get<CareTaskQueries>().TaskAsync(by, stage.Patient, task, null, default);

    private async Task<CareTaskEntryView> EntryAsync(Actor by, Guid task, int number) =>
        (await SeenAsync(by, task)).History.Single(one => one.Number == number);

    private async Task<(string State, string Says)> StandsAsync(Guid task)
    {
        var all = (
            await database.AsOwnerAsync<string[]>(
                "select array[state, coalesce(state_note, state_reason)] from care_tasks where id = $1",
                task
            )
        )!;
        return (all[0], all[1]);
    }
}
