using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Who may do what with a task: what it is to them decides, and what they may not see is not there.</summary>
public sealed class TaskPowersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string OnlyOwner = "Only its owner can do this.";
    private const string SomebodyElse = "Somebody else is asked to take this, so only they can answer.";
    private const string ReadOnly = "You can read this, but not change it. Ask the patient or their coordinator if you should be able to.";
    private readonly World world = new(database);
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>
    /// The command, then what comes of it for whoever is asked, another provider of the team, and the coordinator, while nobody has
    /// answered yet.
    /// </summary>
    public static TheoryData<string, string, string, string> WhileAsked() =>
        new()
        {
            { "accept", TaskStage.Done, SomebodyElse, SomebodyElse },
            { "decline", TaskStage.Done, SomebodyElse, SomebodyElse },
            { "start", OnlyOwner, OnlyOwner, "It is not accepted yet. Accept it first, or take the offer back." },
            { "complete", OnlyOwner, OnlyOwner, "It is not accepted yet. Accept it first, or take the offer back." },
            { "hand over", OnlyOwner, OnlyOwner, "It is not accepted yet. Accept it first, or take the offer back." },
            {
                "withdraw",
                "Only its owner or the coordinator can take the offer back.",
                "Only its owner or the coordinator can take the offer back.",
                TaskStage.Done
            },
            { "cancel", ReadOnly, ReadOnly, TaskStage.Done },
            { "reassign", ReadOnly, ReadOnly, TaskStage.Done },
            { "change", ReadOnly, ReadOnly, TaskStage.Done },
            { "note", TaskStage.Done, TaskStage.Done, TaskStage.Done },
        };

    /// <summary>The same for the owner, another provider of the team, and the coordinator, once it was accepted.</summary>
    public static TheoryData<string, string, string, string> OnceAccepted() =>
        new()
        {
            {
                "accept",
                "Nobody is asked to take this just now.",
                "Nobody is asked to take this just now.",
                "Nobody is asked to take this just now."
            },
            {
                "decline",
                "Nobody is asked to take this just now.",
                "Nobody is asked to take this just now.",
                "Nobody is asked to take this just now."
            },
            { "start", TaskStage.Done, OnlyOwner, OnlyOwner },
            { "wait", TaskStage.Done, OnlyOwner, OnlyOwner },
            { "resume", "It is accepted but not started.", OnlyOwner, OnlyOwner },
            { "complete", TaskStage.Done, OnlyOwner, OnlyOwner },
            { "hand over", TaskStage.Done, OnlyOwner, OnlyOwner },
            {
                "withdraw",
                "It is not offered to anybody, so there is no offer to take back.",
                "It is not offered to anybody, so there is no offer to take back.",
                "It is not offered to anybody, so there is no offer to take back."
            },
            { "cancel", ReadOnly, ReadOnly, TaskStage.Done },
            { "reassign", ReadOnly, ReadOnly, TaskStage.Done },
            { "change", ReadOnly, ReadOnly, TaskStage.Done },
            { "note", TaskStage.Done, TaskStage.Done, TaskStage.Done },
        };

    [Theory]
    [MemberData(nameof(WhileAsked))]
    public async Task While_somebody_is_asked(string command, string asked, string other, string coordinator)
    {
        foreach (var (actor, expected) in new[] { (stage.Mia, asked), (stage.Nurse, other), (stage.Coordinator, coordinator) })
            Assert.Equal(expected, await stage.TryAsync(actor, await stage.AssignAsync(new(stage.Mia.AccountId)), Command(command)));
    }

    [Theory]
    [MemberData(nameof(OnceAccepted))]
    public async Task Once_it_was_accepted(string command, string owner, string other, string coordinator)
    {
        foreach (var (actor, expected) in new[] { (stage.Mia, owner), (stage.Nurse, other), (stage.Coordinator, coordinator) })
            Assert.Equal(expected, await stage.TryAsync(actor, await stage.AcceptedByAsync(stage.Mia), Command(command)));
    }

    [Fact]
    public async Task The_patient_and_a_caregiver_who_manages_the_plan_read_it_and_do_nothing_with_it()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        foreach (var actor in new[] { stage.Cast.Self, stage.Cast.Caregiver })
        {
            Assert.Equal(
                "Agree on a meal plan",
                (await database.Get<CareTaskQueries>().TaskAsync(actor, stage.Patient, task, null, default)).Row.Title
            );
            foreach (var command in Commands)
                Assert.Equal(ReadOnly, await stage.TryAsync(actor, task, Command(command)));
        }

        Assert.Equal(["assigned"], (await stage.HistoryAsync(task)).Select(a => a.Action));
        Assert.Equal("access.refused", (await database.NotedAsync(stage.Cast.Self.AccountId))[^1].Action);
    }

    [Fact]
    public async Task Whoever_has_broken_the_glass_reads_it_and_does_nothing_with_it()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        foreach (var hat in new[] { Hat.Provider, Hat.Coordinator })
        {
            var reader = new Actor(await world.AccountAsync("Reader", hat), hat);
            await world.BrokenGlassAsync(stage.Patient, reader.AccountId);

            Assert.Single((await database.Get<CareTaskQueries>().TaskAsync(reader, stage.Patient, task, null, default)).History);
            foreach (var command in Commands)
                Assert.Equal(ReadOnly, await stage.TryAsync(reader, task, Command(command)));
        }
    }

    [Fact]
    public async Task For_strangers_administrators_and_a_caregiver_who_may_not_see_the_plan_there_is_no_task()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        var visitor = await world.AccountAsync("Visitor", Hat.Caregiver);
        await world.GrantAsync(stage.Patient, visitor, Category.Appointments);
        var other = await TaskStage.PlayAsync(database);
        Actor[] strangers =
        [
            new(visitor, Hat.Caregiver),
            new(await world.AccountAsync("Admin", Hat.Administrator), Hat.Administrator),
            stage.Coordinator with
            {
                Hat = Hat.Administrator,
            },
            stage.Mia with
            {
                Hat = Hat.Coordinator,
            },
            stage.Coordinator with
            {
                Hat = Hat.Provider,
            },
            stage.Uma,
            other.Coordinator,
            other.Mia,
            other.Cast.Self,
            Actor.Portal,
        ];
        foreach (var stranger in strangers)
        {
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<CareTaskQueries>().TaskAsync(stranger, stage.Patient, task, null, default)
            );
            foreach (var command in stranger == Actor.Portal ? ["start", "note"] : Commands)
                Assert.Equal(TaskStage.NotThere, await stage.TryAsync(stranger, task, Command(command)));
        }

        Assert.Equal(["assigned"], (await stage.HistoryAsync(task)).Select(a => a.Action));
        Assert.Contains("access.refused", (await database.NotedAsync(other.Mia.AccountId)).Select(n => n.Action));
    }

    [Fact]
    public async Task Only_the_patients_coordinator_assigns()
    {
        var request = new CareTaskAssigned([stage.Patient], TaskStage.Work(), new(stage.Mia.AccountId), [], []);
        var other = await TaskStage.PlayAsync(database);

        foreach (var actor in new[] { stage.Cast.Self, stage.Cast.Caregiver, stage.Nurse })
            Assert.Equal(
                ReadOnly,
                (await Assert.ThrowsAsync<RuleBroken>(() => database.Get<AssignCareTask>().RunAsync(actor, request, default))).Message
            );
        foreach (var actor in new[] { other.Coordinator, stage.Uma, stage.Coordinator with { Hat = Hat.Provider } })
            await Assert.ThrowsAsync<NotFound>(() => database.Get<AssignCareTask>().RunAsync(actor, request, default));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from care_tasks where patient_id = $1", stage.Patient));
    }

    private static readonly string[] Commands =
    [
        "accept",
        "decline",
        "start",
        "wait",
        "resume",
        "complete",
        "hand over",
        "withdraw",
        "cancel",
        "reassign",
        "change",
        "note",
    ];

    private CareTaskCommand Command(string command) =>
        command switch
        {
            "accept" => new AcceptCareTask(),
            "decline" => new DeclineCareTask("No time."),
            "start" => new StartCareTask(),
            "wait" => new WaitWithCareTask("on the lab"),
            "resume" => new ResumeCareTask(),
            "complete" => new CompleteCareTask("Done."),
            "hand over" => new HandOverCareTask(new(stage.Nurse.AccountId), null),
            "withdraw" => new WithdrawCareTask(),
            "cancel" => new CancelCareTask("Not needed."),
            "reassign" => new ReassignCareTask(new(stage.Nurse.AccountId), null),
            "change" => new ChangeCareTask(TaskStage.Work("Something else"), TaskStage.Because),
            "note" => new NoteOnCareTask("She is away on Fridays."),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
}
