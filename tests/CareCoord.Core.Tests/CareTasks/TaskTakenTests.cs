using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Whoever takes a task out of the queue of a unit is on the care team for as long as they have it.</summary>
public sealed class TaskTakenTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_takes_it_joins_the_team_for_it_and_leaves_the_moment_it_is_done()
    {
        var task = await stage.AssignAsync(new(Unit: stage.Unit), TaskStage.Work("Visit her at home"));

        await stage.DoAsync(stage.Uma, task, new AcceptCareTask());

        Assert.Equal(
            ("accepted", stage.Uma.AccountId, "provider"),
            ((await stage.TaskAsync(task)).State, (await stage.TaskAsync(task)).Owner, (await stage.TaskAsync(task)).OwnerHat)
        );
        Assert.Equal(
            "nurse: Visit her at home",
            await database.AsOwnerAsync<string>("select role || ': ' || ask_about from care_team_members where for_task_id = $1", task)
        );
        Assert.NotEqual(0, await SeesAsync(stage.Uma));
        Assert.Empty((await ListAsync(stage.Ugo, TaskList.Units)).Rows.Items);
        Assert.Equal(TaskStage.NotThere, await stage.TryAsync(stage.Ugo, task, new AcceptCareTask()));
        Assert.Equal(["task_accepted"], await stage.ToldAsync(stage.Coordinator, task));

        await stage.DoAsync(stage.Uma, task, new CompleteCareTask("The wound is clean."));

        Assert.Equal(0, await SeesAsync(stage.Uma));
        Assert.Equal(["task_accepted", "task_done"], await stage.ToldAsync(stage.Coordinator, task));
        Assert.Equal(TaskStage.NotThere, await stage.TryAsync(stage.Uma, task, new NoteOnCareTask("One more thing.")));
    }

    [Fact]
    public async Task Cancelling_and_taking_it_away_end_their_place_too()
    {
        var cancelled = await TakenAsync();
        await stage.DoAsync(stage.Coordinator, cancelled, new CancelCareTask("Not needed."));
        Assert.Equal(0, await SeesAsync(stage.Uma));

        var handed = await TakenAsync();
        await stage.DoAsync(stage.Uma, handed, new HandOverCareTask(new(stage.Nurse.AccountId), null));
        Assert.NotEqual(0, await SeesAsync(stage.Uma));
        await stage.DoAsync(stage.Nurse, handed, new AcceptCareTask());
        Assert.Equal(0, await SeesAsync(stage.Uma));

        var taken = await TakenAsync();
        await stage.DoAsync(stage.Coordinator, taken, new ReassignCareTask(new(stage.Coordinator.AccountId), null));
        Assert.Equal(0, await SeesAsync(stage.Uma));
    }

    [Fact]
    public async Task Whoever_has_two_tasks_stays_until_both_are_done()
    {
        var (first, second) = (await TakenAsync(), await stage.AssignAsync(new(Unit: stage.Unit)));
        await stage.DoAsync(stage.Uma, second, new AcceptCareTask());
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_team_members where patient_id = $1 and account_id = $2",
                stage.Patient,
                stage.Uma.AccountId
            )
        );

        await stage.DoAsync(stage.Uma, first, new CompleteCareTask("Done."));
        Assert.NotEqual(0, await SeesAsync(stage.Uma));
        await stage.DoAsync(stage.Uma, second, new CompleteCareTask("Done."));
        Assert.Equal(0, await SeesAsync(stage.Uma));

        await stage.DoAsync(stage.Uma, await stage.AssignAsync(new(Unit: stage.Unit)), new AcceptCareTask());
        Assert.NotEqual(0, await SeesAsync(stage.Uma));
    }

    [Fact]
    public async Task Two_tasks_that_end_in_the_same_moment_end_the_place_of_whoever_had_them()
    {
        for (var time = 0; time < 5; time++)
        {
            var (first, second) = (await TakenAsync(), await stage.AssignAsync(new(Unit: stage.Unit)));
            await stage.DoAsync(stage.Uma, second, new AcceptCareTask());

            await Task.WhenAll(
                new[] { first, second }.Select(task =>
                    database
                        .Get<RunCareTaskCommand>()
                        .RunAsync(stage.Coordinator, new(stage.Patient, task, 2, new CancelCareTask("Not needed.")), default)
                )
            );

            Assert.Equal(0, await SeesAsync(stage.Uma));
            stage.Tick();
        }
    }

    [Fact]
    public async Task Somebody_of_the_team_takes_it_and_stays_on_the_team()
    {
        await world.JoinUnitAsync(stage.Unit, stage.Nurse.AccountId);
        var task = await stage.AssignAsync(new(Unit: stage.Unit));

        await stage.DoAsync(stage.Nurse, task, new AcceptCareTask());
        await stage.DoAsync(stage.Nurse, task, new CompleteCareTask("Done."));

        Assert.NotEqual(0, await SeesAsync(stage.Nurse));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from care_team_members where for_task_id = $1", task));
    }

    [Fact]
    public async Task Whoever_broke_the_glass_before_takes_it_like_any_member()
    {
        await world.BrokenGlassAsync(stage.Patient, stage.Uma.AccountId);
        var task = await TakenAsync();

        await stage.DoAsync(stage.Uma, task, new StartCareTask());

        Assert.Equal("in_progress", (await stage.TaskAsync(task)).State);
    }

    [Fact]
    public async Task Two_members_accept_at_once_and_one_wins_and_the_other_gets_a_sentence()
    {
        for (var time = 0; time < 10; time++)
        {
            var task = await stage.AssignAsync(new(Unit: stage.Unit));
            var outcomes = await Task.WhenAll(
                new[] { stage.Uma, stage.Ugo }.Select(async member =>
                {
                    try
                    {
                        await database
                            .Get<RunCareTaskCommand>()
                            .RunAsync(member, new(stage.Patient, task, 1, new AcceptCareTask()), default);
                        return null;
                    }
                    catch (Exception refused) when (refused is RuleBroken or NotFound)
                    {
                        return refused;
                    }
                })
            );

            var lost = Assert.Single(outcomes, o => o is not null);
            Assert.Matches("(accepted it\\. Look at it again|Not found)", lost!.Message);
            var owner = outcomes[0] is null ? stage.Uma : stage.Ugo;
            Assert.Equal(owner.AccountId, (await stage.TaskAsync(task)).Owner);
            Assert.Equal(["assigned", "accepted"], (await stage.HistoryAsync(task)).Select(a => a.Action));
            Assert.Equal(
                [owner.AccountId],
                await database.AsOwnerAsync<Guid[]>(
                    """
                    select array(select account_id from care_team_members where patient_id = $1 and for_task_id is not null
                                   and until is null)
                    """,
                    stage.Patient
                ) ?? []
            );
            await stage.DoAsync(owner, task, new CompleteCareTask("Done."));
        }
    }

    private async Task<Guid> TakenAsync()
    {
        var task = await stage.AssignAsync(new(Unit: stage.Unit));
        await stage.DoAsync(stage.Uma, task, new AcceptCareTask());
        return task;
    }

    private Task<long> SeesAsync(Actor actor) =>
        database.AsAppAsync<long>(actor, "select count(*) from patients where id = $1", stage.Patient);

    private Task<TasksView> ListAsync(Actor actor, TaskList list) =>
        database.Get<CareTaskQueries>().TasksAsync(actor, new(list, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default);
}
