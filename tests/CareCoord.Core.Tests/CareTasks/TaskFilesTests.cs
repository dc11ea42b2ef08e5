using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Deeds;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>The files of a task: which are taken, who attaches, reads and removes them, and what becomes of their names.</summary>
public sealed class TaskFilesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 of nothing"u8];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
    private TaskStage stage = null!;
    private Guid task;

    public async Task InitializeAsync()
    {
        stage = await TaskStage.PlayAsync(database);
        task = await stage.AssignAsync(new(stage.Mia.AccountId));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_it_is_its_bytes_say_and_attaching_and_reading_are_audited()
    {
        foreach (var (name, bytes) in new[] { ("Plan.pdf", Pdf), ("Wound.jpg", Png), ("Foot", Jpeg) })
            await AttachAsync(stage.Mia, name, bytes);

        var files = (await DetailAsync()).Attachments;
        Assert.Equal([("Plan.pdf", "application/pdf"), ("Wound.jpg", "image/png"), ("Foot", "image/jpeg")], files.Select(f => (f.Name, f.MediaType)));
        var file = await Queries.FileAsync(stage.Coordinator, stage.Patient, files[0].Id, default);
        Assert.Equal(Pdf, file.Content);
        Assert.Equal(["assigned", "attached", "attached", "attached"], (await stage.HistoryAsync(task)).Select(a => a.Act));
        var noted = (await database.NotedAsync(stage.Mia.AccountId)).Where(n => n.Action == "care-task.attached").ToList();
        Assert.Equal(3, noted.Count);
        Assert.All(noted, n => Assert.Equal((task, stage.Patient), (n.SubjectId, Assert.Single(n.Patients))));
        Assert.Contains(await database.NotedAsync(stage.Coordinator.AccountId), n => n.Action == "care-task.file-read" && n.Patients.SequenceEqual([stage.Patient]));
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_file()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await AttachAsync(stage.Nurse, "The same.pdf", Pdf);

        Assert.Equal("Plan.pdf", Assert.Single((await DetailAsync()).Attachments).Name);
    }

    [Fact]
    public async Task What_is_not_taken_is_refused_in_a_sentence_and_leaves_nothing()
    {
        (byte[] Bytes, string Says)[] refused =
        [
            ([], "This file is empty. Choose another."), ([0x4D, 0x5A, 0x90], "This file is not a PDF, PNG or JPEG. Save it as one of these and choose it again."),
            ([.. "<script>"u8], "This file is not a PDF, PNG or JPEG. Save it as one of these and choose it again."),
            ([.. Pdf, .. new byte[CareTaskAttachment.Largest]], "This file is larger than 10 MiB. Make it smaller, for example by saving the pages separately."),
        ];
        foreach (var (bytes, says) in refused)
            Assert.Equal(says, (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "Plan.pdf", bytes))).Message);
        Assert.Equal(["assigned"], (await stage.HistoryAsync(task)).Select(a => a.Act));

        for (var one = 0; one < CareTaskAttachment.Most; one++)
            await AttachAsync(stage.Mia, $"Plan {one}.pdf", [.. Pdf, (byte)one]);
        Assert.Equal("A task has at most ten files. Remove one first.", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "More.pdf", Pdf))).Message);
        await stage.DoAsync(stage.Coordinator, task, new CancelCareTask("Not needed."));
        Assert.Equal("This was cancelled.", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "More.pdf", Pdf))).Message);
    }

    [Fact]
    public async Task Readers_attach_nothing_and_for_strangers_there_is_neither_task_nor_file()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        var file = Assert.Single((await DetailAsync()).Attachments).Id;
        foreach (var reader in new[] { stage.Cast.Self, stage.Cast.Caregiver })
            Assert.StartsWith("You can read this, but not change it.", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(reader, "Mine.pdf", Png))).Message);

        var other = await TaskStage.PlayAsync(database);
        foreach (var stranger in new[] { stage.Uma, other.Mia, other.Coordinator, stage.Mia with { Hat = Hat.Administrator } })
        {
            await Assert.ThrowsAsync<NotFound>(() => AttachAsync(stranger, "Mine.pdf", Png));
            await Assert.ThrowsAsync<NotFound>(() => Queries.FileAsync(stranger, stage.Patient, file, default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<DetachFromCareTask>().RunAsync(stranger, new(stage.Patient, task, file), default));
        }

        await Assert.ThrowsAsync<NotFound>(() => Queries.FileAsync(other.Mia, other.Patient, file, default));
        Assert.Single((await DetailAsync()).Attachments);
    }

    [Fact]
    public async Task Whoever_attached_it_or_the_coordinator_removes_it_and_the_history_keeps_its_name()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await AttachAsync(stage.Mia, "Wound.png", Png);
        var files = (await DetailAsync()).Attachments;
        var detach = database.Get<DetachFromCareTask>();

        Assert.Equal("Only whoever attached it, or the coordinator, can remove it.",
            (await Assert.ThrowsAsync<RuleBroken>(() => detach.RunAsync(stage.Nurse, new(stage.Patient, task, files[0].Id), default))).Message);
        await detach.RunAsync(stage.Mia, new(stage.Patient, task, files[0].Id), default);
        await detach.RunAsync(stage.Coordinator, new(stage.Patient, task, files[1].Id), default);

        Assert.Empty((await DetailAsync()).Attachments);
        Assert.Equal([("detached", stage.Mia.AccountId, "Plan.pdf"), ("detached", stage.Coordinator.AccountId, "Wound.png")], (await stage.HistoryAsync(task))[^2..]);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData(@"C:\Users\Mia\Plan.pdf", "Plan.pdf")]
    [InlineData("Plan\r\nX-Evil: 1.pdf", "Plan X-Evil: 1.pdf")]
    [InlineData("<script>alert(1)</script>.pdf", "script>.pdf")]
    [InlineData("Essensplan für Übung 食事.pdf", "Essensplan für Übung 食事.pdf")]
    public async Task A_name_is_kept_as_one_line_without_folders(string sent, string kept)
    {
        await AttachAsync(stage.Mia, sent, Pdf);

        Assert.Equal(kept, Assert.Single((await DetailAsync()).Attachments).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("folder/")]
    [InlineData("\0\u0001")]
    [InlineData("Plan\0.pdf")]
    [InlineData("\u202Efdp.exe")]
    public async Task A_name_that_is_none_or_hides_something_is_refused_in_a_sentence(string name)
    {
        Assert.EndsWith(".", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, name, Pdf))).Message, StringComparison.Ordinal);
        Assert.Contains("Shorten it to 150", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, new string('x', 151), Pdf))).Message, StringComparison.Ordinal);
        Assert.Empty((await DetailAsync()).Attachments);
    }

    private CareTaskQueries Detail => database.Get<CareTaskQueries>();

    private CareTaskAskQueries Queries => database.Get<CareTaskAskQueries>();

    private Task<TaskDetail> DetailAsync() => Detail.TaskAsync(stage.Mia, stage.Patient, task, null, default);

    private Task AttachAsync(Actor actor, string name, byte[] bytes)
    {
        stage.Tick();
        return database.Get<AttachToCareTask>().RunAsync(actor, new(stage.Patient, task, name, bytes), default);
    }
}
