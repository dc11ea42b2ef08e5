using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>A task that has an owner is offered to somebody else, who takes it over or does not.</summary>
public sealed class TaskOfferTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Handing_over_leaves_the_first_the_owner_until_the_other_accepts()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new StartCareTask());

        await stage.DoAsync(stage.Mia, task, new HandOverCareTask(new(stage.Nurse.AccountId), "I am off from tomorrow."));

        Assert.Equal(("in_progress", stage.Mia.AccountId, stage.Nurse.AccountId), await StandsAsync(task));
        Assert.Equal(("offered", stage.Mia.AccountId, "I am off from tomorrow."), (await stage.HistoryAsync(task))[^1]);
        Assert.Equal(["task_asked"], await stage.ToldAsync(stage.Nurse, task));
        Assert.Equal(3, (await stage.RungsAsync(task)).Length);
        await stage.DoAsync(stage.Mia, task, new WaitWithCareTask("on the nurse"));

        await stage.DoAsync(stage.Nurse, task, new AcceptCareTask());

        Assert.Equal(("waiting", stage.Nurse.AccountId, null), await StandsAsync(task));
        Assert.Equal(["task_asked", "task_accepted"], await stage.ToldAsync(stage.Mia, task));
        Assert.Equal("Only its owner can do this.", await stage.RefusedAsync(stage.Mia, task, new ResumeCareTask()));
    }

    [Fact]
    public async Task What_is_not_taken_over_stays_with_its_owner()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new HandOverCareTask(new(stage.Nurse.AccountId), null));

        await stage.DoAsync(stage.Nurse, task, new DeclineCareTask("No time."));

        Assert.Equal(("accepted", stage.Mia.AccountId, null), await StandsAsync(task));
        Assert.Equal(("kept", stage.Nurse.AccountId, "No time."), (await stage.HistoryAsync(task))[^1]);
        Assert.Equal(["task_asked", "task_declined"], await stage.ToldAsync(stage.Mia, task));
        Assert.Empty(await stage.RungsAsync(task));
    }

    [Fact]
    public async Task An_offer_is_taken_back()
    {
        var handed = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, handed, new HandOverCareTask(new(stage.Nurse.AccountId), null));
        await stage.DoAsync(stage.Mia, handed, new WithdrawCareTask());
        var assigned = await stage.AssignAsync(new(stage.Nurse.AccountId));
        await stage.DoAsync(stage.Coordinator, assigned, new WithdrawCareTask());

        Assert.Equal(("accepted", stage.Mia.AccountId, null), await StandsAsync(handed));
        Assert.Equal(("accepted", stage.Coordinator.AccountId, null), await StandsAsync(assigned));
        Assert.Equal(["task_asked", "task_changed"], await stage.ToldAsync(stage.Nurse, assigned));
        Assert.Equal("Nobody is asked to take this just now.", await stage.RefusedAsync(stage.Nurse, assigned, new AcceptCareTask()));
    }

    [Fact]
    public async Task The_coordinator_offers_an_accepted_task_to_somebody_else_and_everybody_concerned_is_told()
    {
        var task = await stage.AcceptedByAsync(stage.Mia);

        await stage.DoAsync(stage.Coordinator, task, new ReassignCareTask(new(Role: TeamRole.Nurse), "She knows her."));

        Assert.Equal(("accepted", stage.Mia.AccountId, stage.Nurse.AccountId), await StandsAsync(task));
        Assert.Equal(["task_asked", "task_changed"], await stage.ToldAsync(stage.Mia, task));
        Assert.Equal(["task_asked"], await stage.ToldAsync(stage.Nurse, task));

        await stage.DoAsync(stage.Coordinator, task, new ReassignCareTask(new(stage.Coordinator.AccountId), null));

        Assert.Equal(("accepted", stage.Coordinator.AccountId, null), await StandsAsync(task));
        Assert.Equal(["task_asked", "task_changed"], await stage.ToldAsync(stage.Nurse, task));
        Assert.Equal(["task_asked", "task_changed", "task_changed"], await stage.ToldAsync(stage.Mia, task));
    }

    private async Task<(string, Guid, Guid?)> StandsAsync(Guid task)
    {
        var stood = await stage.TaskAsync(task);
        return (stood.State, stood.Owner, stood.Asked);
    }
}
