using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Whatever is typed into any field of a task is kept as it reads or refused in a sentence. It never ends in a fault.</summary>
public sealed class CareTaskDraftTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Hostile() => [.. HostileTexts];

    private static readonly string[] HostileTexts =
    [
        "",
        "   ",
        "\t\r\n",
        "\u200B\u200B",
        "\0",
        "Call\0her",
        "Call\u0007her",
        "Call \u202Eher",
        "\u2066Call",
        "\uFFFD",
        new string('x', 5_000),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task In_what_is_assigned_it_is_refused_in_a_sentence_and_nothing_is_assigned(string typed)
    {
        var mia = new AssigneeChoice(stage.Mia.AccountId);
        Func<Task>[] assignings =
        [
            () => stage.AssignAsync(mia, TaskStage.Work(title: typed)),
            () => stage.AssignAsync(mia, TaskStage.Work(why: typed)),
        ];
        foreach (var assigning in assignings)
            Assert.EndsWith(".", (await Assert.ThrowsAsync<RuleBroken>(assigning)).Message, StringComparison.Ordinal);
        // An empty line of the checklist is none.
        if (!string.IsNullOrWhiteSpace(typed))
            Assert.EndsWith(
                ".",
                (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(mia, steps: ["Call her", typed]))).Message,
                StringComparison.Ordinal
            );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from care_tasks where patient_id = $1", stage.Patient));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task In_what_is_done_it_is_refused_in_a_sentence_and_nothing_is_done(string typed)
    {
        var asked = await stage.AssignAsync(new(stage.Mia.AccountId));
        var owned = await stage.AcceptedByAsync(stage.Mia);

        Assert.EndsWith(".", await stage.RefusedAsync(stage.Mia, asked, new DeclineCareTask(typed)), StringComparison.Ordinal);
        foreach (
            var command in new CareTaskCommand[] { new WaitWithCareTask(typed), new CompleteCareTask(typed), new NoteOnCareTask(typed) }
        )
            Assert.EndsWith(".", await stage.RefusedAsync(stage.Mia, owned, command), StringComparison.Ordinal);
        foreach (
            var command in new CareTaskCommand[]
            {
                new CancelCareTask(typed),
                new ChangeCareTask(TaskStage.Work(title: typed), TaskStage.Because),
                new ChangeCareTask(TaskStage.Work(why: typed), TaskStage.Because),
            }
        )
            Assert.EndsWith(".", await stage.RefusedAsync(stage.Coordinator, owned, command), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task In_words_that_may_be_left_out_it_is_left_out_or_refused(string typed)
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        var came = await stage.TryAsync(stage.Mia, task, new HandOverCareTask(new(stage.Nurse.AccountId), typed));

        Assert.True(came == TaskStage.Done || came.EndsWith('.'), came);
        if (came == TaskStage.Done)
            Assert.True(string.IsNullOrEmpty((await stage.HistoryAsync(task))[^1].Words?.Trim('\u200B')));
    }

    [Fact]
    public async Task What_reads_strange_but_can_be_seen_is_kept_as_it_was_typed()
    {
        const string Strange = "'; drop table care_tasks; -- <script>alert(1)</script> Ä 食事 👩‍⚕️ {{7*7}} %s";
        var task = await stage.AssignAsync(new(stage.Mia.AccountId), TaskStage.Work(Strange, Strange), [Strange]);
        await stage.DoAsync(stage.Mia, task, new DeclineCareTask(Strange));

        var detail = await database.Get<CareTaskQueries>().TaskAsync(stage.Mia, stage.Patient, task, null, default);
        Assert.Equal(
            [Strange, Strange, Strange, Strange],
            new[] { detail.Row.Title, detail.Why, Assert.Single(detail.Checklist).Words, detail.Row.StateNote! }
        );
    }

    [Fact]
    public async Task Choices_that_do_not_exist_and_moments_that_make_no_sense_are_refused_in_a_sentence()
    {
        var now = database.Clock.GetUtcNow();
        (CareTaskDraft Work, string Says)[] wrong =
        [
            (TaskStage.Work(about: (TaskAbout)99), "Choose what it is about."),
            (TaskStage.Work(priority: (Priority)99), "Choose how soon it matters."),
            (TaskStage.Work(inDays: -1), "Choose from 0 to 250 business days."),
            (TaskStage.Work(inDays: 251), "Choose from 0 to 250 business days."),
            (TaskStage.Work(dueAt: now.AddDays(1), inDays: 1), "Set the due time either as a moment or in business days, not both."),
            (TaskStage.Work(dueAt: now.AddDays(-1)), "That moment has passed. Choose a later one."),
            (TaskStage.Work(dueAt: DateTimeOffset.MaxValue), "That is more than two years away. Choose an earlier day."),
            (TaskStage.Work(dueAt: DateTimeOffset.MinValue), "That moment has passed. Choose a later one."),
        ];
        foreach (var (work, says) in wrong)
            Assert.Equal(says, (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(stage.Mia.AccountId), work))).Message);

        var many = Enumerable.Repeat("Call her", CareTaskAssigned.MostSteps + 1).ToList();
        Assert.Equal(
            "A checklist has at most 30 lines.",
            (await Assert.ThrowsAsync<RuleBroken>(() => stage.AssignAsync(new(stage.Mia.AccountId), steps: many))).Message
        );
    }
}
