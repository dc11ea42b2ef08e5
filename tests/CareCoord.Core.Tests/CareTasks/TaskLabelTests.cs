using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Core.Tests.Files;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>A task about a protected matter is as protected as the matter itself.</summary>
public sealed class TaskLabelTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private TaskStage stage = null!;
    private CareTaskDraft work = null!;

    public async Task InitializeAsync()
    {
        stage = await TaskStage.PlayAsync(database);
        await database.AsOwnerAsync("update activities set labels = $2 where patient_id = $1", stage.Patient, (int)Category.Behavioural);
        work = TaskStage.Work("Ask how she sleeps", about: TaskAbout.PlanActivity, aboutId: stage.Cast.Plan.Activity, inDays: 3);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_may_not_see_the_matter_sees_nothing_of_the_task_and_whoever_may_sees_all()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), work, ["Call her"], [stage.Nurse.AccountId]);
        await database.AttachAsync(stage.Mia, stage.Patient, task, "Sleep.pdf", TestPages.Pdf("Sleep"));
        var open = await stage.AssignAsync(new(stage.Mia.AccountId));

        await Assert.ThrowsAsync<NotFound>(() => Queries.TaskAsync(stage.Cast.Caregiver, stage.Patient, task, null, default));
        Assert.Equal([open], (await Queries.OfPatientAsync(stage.Cast.Caregiver, stage.Patient, default)).Tasks.Select(t => t.TaskId));
        foreach (
            var table in new[]
            {
                "care_tasks where id",
                "care_task_entries where task_id",
                "care_task_steps where task_id",
                "care_task_watchers where task_id",
                "care_task_attachments where task_id",
                "care_task_rungs where task_id",
            }
        )
        {
            Assert.Equal(0, await database.AsAppAsync<long>(stage.Cast.Caregiver, $"select count(*) from {table} = $1", task));
            Assert.NotEqual(0, await database.AsAppAsync<long>(stage.Mia, $"select count(*) from {table} = $1", task));
        }

        foreach (var actor in new[] { stage.Mia, stage.Nurse, stage.Coordinator, stage.Cast.Self })
            Assert.Equal("Ask how she sleeps", (await Queries.TaskAsync(actor, stage.Patient, task, null, default)).Row.Title);
        var daughter = new Actor(await world.AccountAsync("Daughter", Hat.Caregiver), Hat.Caregiver);
        await world.GrantAsync(stage.Patient, daughter.AccountId, Category.Plan | Category.Behavioural);
        Assert.Equal("Ask how she sleeps", (await Queries.TaskAsync(daughter, stage.Patient, task, null, default)).Row.Title);
    }

    [Fact]
    public async Task It_never_stands_in_a_queue()
    {
        Assert.StartsWith(
            "This is about a protected matter, so it cannot stand in a queue.",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(Unit: stage.Unit), work))).Message
        );
        var task = await stage.AcceptedByAsync(stage.Mia, work);
        Assert.StartsWith(
            "This is about a protected matter",
            await stage.RefusedAsync(stage.Mia, task, new HandOverCareTask(new(Unit: stage.Unit), null))
        );
        Assert.StartsWith(
            "This is about a protected matter",
            await stage.RefusedAsync(stage.Coordinator, task, new ReassignCareTask(new(Unit: stage.Unit), null))
        );
    }

    [Fact]
    public async Task Its_protection_is_not_changed_by_changing_what_it_is_about()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), work);
        var open = await stage.AssignAsync(new(stage.Mia.AccountId));

        Assert.StartsWith(
            "That is protected otherwise than this task.",
            await stage.RefusedAsync(stage.Coordinator, task, new ChangeCareTask(TaskStage.Work(), TaskStage.Because))
        );
        Assert.StartsWith(
            "That is protected otherwise than this task.",
            await stage.RefusedAsync(stage.Coordinator, open, new ChangeCareTask(work, TaskStage.Because))
        );
    }

    [Fact]
    public async Task What_is_another_patients_cannot_be_what_it_is_about()
    {
        var other = await Cast.PlayAsync(world, database, "Other");
        foreach (
            var (about, id) in new[]
            {
                (TaskAbout.PlanActivity, other.Plan.Activity),
                (TaskAbout.Appointment, other.Visit),
                (TaskAbout.Transition, Guid.CreateVersion7()),
                (TaskAbout.Medicine, other.Visit),
            }
        )
        {
            Assert.StartsWith(
                "What this is about is no longer in the record.",
                (
                    await Assert.ThrowsAsync<RuleBroken>(() =>
                        stage.AssignAsync(new(stage.Mia.AccountId), TaskStage.Work(about: about, aboutId: id))
                    )
                ).Message
            );
        }
    }

    private CareTaskQueries Queries => database.Get<CareTaskQueries>();
}
