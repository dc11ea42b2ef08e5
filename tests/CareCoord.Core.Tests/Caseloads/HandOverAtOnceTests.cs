using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>Hand-overs that meet another one or a new task, and one of a whole caseload, drop nothing.</summary>
public sealed class HandOverAtOnceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly HandOverStage stage = new(database);

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Two_at_once_hand_somebody_over_once_and_the_other_is_told_and_moves_nobody()
    {
        var dana = new Actor(await stage.World.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        var walter = await stage.OwnedAsync("Walter");

        var both = await Task.WhenAll(TryAsync(stage.Ben, stage.Cast.Patient, walter.Patient), TryAsync(dana, stage.Cast.Patient));

        Assert.Single(both, sentence => sentence is null);
        Assert.Contains("not on your own caseload any more", both.Single(sentence => sentence is not null));
        var first = both[0] is null ? stage.Ben : dana;
        Assert.Equal(first.AccountId, await stage.HolderAsync(stage.Cast));
        Assert.Equal(both[0] is null ? stage.Ben.AccountId : stage.Cast.Coordinator.AccountId, await stage.HolderAsync(walter));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from caseload_assignments where patient_id = $1 and until is null",
                stage.Cast.Patient
            )
        );
    }

    [Fact]
    public async Task A_task_that_is_assigned_meanwhile_goes_with_the_patient()
    {
        var assigning = Enumerable
            .Range(0, 6)
            .Select(async _ =>
            {
                try
                {
                    await database
                        .Get<AssignCareTask>()
                        .RunAsync(
                            stage.Cast.Coordinator,
                            new(
                                [stage.Cast.Patient],
                                new("Call her", "Her sugar is high.", TaskAbout.General, null, Priority.Routine, null, 3),
                                new(stage.Cast.Coordinator.AccountId),
                                [],
                                []
                            ),
                            default
                        );
                }
                catch (Exception refused) when (refused is NotFound or RuleBroken)
                {
                    // It came after the hand-over.
                }
            });

        await Task.WhenAll(assigning.Append(stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, stage.Cast.Patient)));

        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where patient_id = $1 and $2 in (owner_account_id, coordinator_account_id)",
                stage.Cast.Patient,
                stage.Cast.Coordinator.AccountId
            )
        );
    }

    [Fact]
    public async Task A_whole_caseload_of_300_goes_in_one_go()
    {
        var people = new List<Guid>();
        for (var at = 0; at < 300; at++)
        {
            var id = await stage.World.PatientAsync($"Person {at}");
            await stage.World.AssignCaseloadAsync(id, stage.Cast.Coordinator.AccountId);
            await stage.World.JoinTeamAsync(id, stage.Cast.Coordinator.AccountId, null, "coordinator");
            await stage.World.TaskAsync(id, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId);
            await stage.World.TaskAsync(id, stage.Cast.Coordinator.AccountId, stage.Cast.Provider.AccountId, "Another");
            await stage.World.TransitionAsync(id, stage.Cast.Coordinator.AccountId);
            people.Add(id);
        }

        var before = await stage.ThingsAsync([.. people]);
        await stage.HandOverAsync(stage.Cast.Coordinator, stage.Ben, [.. people]);

        Assert.Equal(before, await stage.ThingsAsync([.. people]));
        Assert.Equal(
            (1, 300),
            ((await stage.DeskAsync(stage.Cast.Coordinator)).Counts.People, (await stage.DeskAsync(stage.Ben)).Counts.People)
        );
        Assert.Equal(
            600,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where owner_account_id = $1 and coordinator_account_id = $1",
                stage.Ben.AccountId
            )
        );
        Assert.Equal(
            600,
            await database.AsOwnerAsync<long>(
                "select count(*) from care_task_entries where action = 'coordinator_changed' and owner_account_id = $1",
                stage.Ben.AccountId
            )
        );
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from notifications where account_id = $1", stage.Ben.AccountId));
    }

    private async Task<string?> TryAsync(Actor to, params Guid[] patients)
    {
        try
        {
            await stage.HandOverAsync(stage.Cast.Coordinator, to, patients);
            return null;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
    }
}
