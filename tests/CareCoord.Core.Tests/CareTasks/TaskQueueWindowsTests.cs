using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>A member of a unit who takes work in two windows at once.</summary>
public sealed class TaskQueueWindowsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_takes_from_their_queue_twice_in_the_same_moment_joins_the_team_once(int tasks)
    {
        var stage = await TaskStage.PlayAsync(database);
        for (var time = 0; time < 15; time++)
        {
            var queued = new List<Guid>();
            for (var task = 0; task < tasks; task++)
                queued.Add(await stage.AssignAsync(new(Unit: stage.Unit)));

            // The same task in both, or another one in each.
            var went = await Task.WhenAll(new[] { queued[0], queued[^1] }.Select(task => TriedAsync(stage, task)));

            Assert.Equal(tasks, went.Count(one => one));
            Assert.Equal(
                1,
                await database.AsOwnerAsync<long>(
                    "select count(*) from care_team_members where patient_id = $1 and account_id = $2 and until is null",
                    stage.Patient,
                    stage.Uma.AccountId
                )
            );
            foreach (var task in queued)
                await stage.DoAsync(stage.Uma, task, new CompleteCareTask("Done."));
            stage.Tick();
        }
    }

    private async Task<bool> TriedAsync(TaskStage stage, Guid task)
    {
        try
        {
            await database.Get<RunCareTaskCommand>().RunAsync(stage.Uma, new(stage.Patient, task, 1, new AcceptCareTask()), default);
            return true;
        }
        catch (RuleBroken)
        {
            return false;
        }
    }
}
