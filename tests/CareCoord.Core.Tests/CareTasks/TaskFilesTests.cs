using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Core.Tests.Files;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>The files of a task: which are taken, how they are kept and handed out, and what becomes of their names and bytes.</summary>
public sealed class TaskFilesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly byte[] Pdf = TestPages.Pdf("Meal plan", pages: 3);
    private static readonly byte[] Png = TestPages.Png(24, 32);
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
        foreach (var (name, bytes) in new[] { ("Plan.pdf", Pdf), ("Wound.jpg", Png), ("Foot", TestPages.Jpeg), ("Fax", TestPages.Tiff(2)) })
            await AttachAsync(stage.Mia, name, bytes);

        var files = (await DetailAsync()).Attachments;
        Assert.Equal(
            [
                ("Plan.pdf", "application/pdf", 3),
                ("Wound.jpg.png", "image/png", 1),
                ("Foot.jpg", "image/jpeg", 1),
                ("Fax.tif", "image/tiff", 2),
            ],
            files.Select(f => (f.Name, f.MediaType, f.Pages))
        );
        Assert.All(files, f => Assert.Equal(ScanState.UnscannedNotConfigured, f.Scan));
        Assert.Equal(Pdf.Length, files[0].Bytes);
        Assert.Equal(Pdf, await BytesAsync(await Queries.FileAsync(stage.Coordinator, stage.Patient, files[0].Id, default)));
        Assert.Equal(["assigned", "attached", "attached", "attached", "attached"], (await stage.HistoryAsync(task)).Select(a => a.Action));
        var noted = (await database.NotedAsync(stage.Mia.AccountId)).Where(n => n.Action == "care-task.attached").ToList();
        Assert.Equal(4, noted.Count);
        Assert.All(noted, n => Assert.Equal((task, stage.Patient), (n.SubjectId, Assert.Single(n.Patients))));
        Assert.Contains(
            await database.NotedAsync(stage.Coordinator.AccountId),
            n => n.Action == "care-task.file-read" && n.SubjectId == files[0].Id && n.Patients.SequenceEqual([stage.Patient])
        );
    }

    [Fact]
    public async Task It_lies_encrypted_and_no_column_holds_its_bytes()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", TestPages.Pdf("Lies encrypted"));
        var file = await database.AsOwnerAsync<Guid>("select file_id from care_task_attachments where task_id = $1", task);

        var lying = Directory.GetFiles(Path.Combine(database.Folder, "documents", "kept"), file.ToString("N"), SearchOption.AllDirectories);

        Assert.Equal(-1, (await File.ReadAllBytesAsync(Assert.Single(lying))).AsSpan().IndexOf("%PDF"u8));
        Assert.Equal(1, await database.AsOwnerAsync<int>("select part from files where id = $1", file));
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_file()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await AttachAsync(stage.Nurse, "The same.pdf", Pdf);

        Assert.Equal("Plan.pdf", Assert.Single((await DetailAsync()).Attachments).Name);
        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from files where patient_id = $1", stage.Patient));
    }

    [Fact]
    public async Task The_same_bytes_on_another_task_are_a_file_of_that_task()
    {
        var other = await stage.AssignAsync(new(stage.Mia.AccountId));
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await database.AttachAsync(stage.Mia, stage.Patient, other, "Plan.pdf", Pdf);

        Assert.Equal(
            2,
            await database.AsOwnerAsync<long>(
                "select count(distinct file_id) from care_task_attachments where task_id in ($1, $2)",
                task,
                other
            )
        );
    }

    [Fact]
    public async Task What_is_not_taken_is_refused_in_a_sentence_and_leaves_nothing()
    {
        (byte[] Bytes, string Says)[] refused =
        [
            ([], "This file is empty. Choose another."),
            ([0x4D, 0x5A, 0x90], "This is not a PDF, PNG, JPEG or TIFF."),
            ([.. "<script>"u8], "This is not a PDF, PNG, JPEG or TIFF."),
            ([.. Pdf, .. TestPages.EmptyZip], "This file is two kinds of file in one"),
            (TestPages.LockedPdf(), "This PDF is locked"),
            (Pdf[..^60], "This PDF is cut off"),
            (TestPages.BombPng(60_000, 60_000), "This picture has too many pixels"),
            ([.. Pdf, .. new byte[FileVault.Largest]], FileVault.TooLarge),
        ];
        foreach (var (bytes, says) in refused)
            Assert.StartsWith(says, (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "Plan.pdf", bytes))).Message);
        Assert.Equal(["assigned"], (await stage.HistoryAsync(task)).Select(a => a.Action));
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from files where patient_id = $1", stage.Patient));

        for (var one = 0; one < CareTaskAttachment.Most; one++)
            await AttachAsync(stage.Mia, $"Plan {one}.pdf", TestPages.Pdf($"Plan {one}"));
        Assert.Equal(
            "A task has at most ten files. Remove one first.",
            (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "More.pdf", Pdf))).Message
        );
        await stage.DoAsync(stage.Coordinator, task, new CancelCareTask("Not needed."));
        Assert.Equal("This was cancelled.", (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(stage.Mia, "More.pdf", Pdf))).Message);
    }

    [Fact]
    public async Task A_page_and_its_picture_are_one_entry_of_the_audit()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        var file = Assert.Single((await DetailAsync()).Attachments).Id;

        var page = await Queries.PageAsync(stage.Mia, stage.Patient, file, 2, default);
        await Queries.PictureAsync(stage.Mia, stage.Patient, file, 2, default);
        await Queries.PictureAsync(stage.Nurse, stage.Patient, file, 3, default);

        Assert.Equal((task, 2, 3, "Plan.pdf"), (page.TaskId, page.Page, page.Pages, page.File.Name));
        foreach (var reader in new[] { stage.Mia, stage.Nurse })
            Assert.Equal(
                file,
                Assert
                    .Single(
                        await database.NotedAsync(reader.AccountId),
                        n => n.Action == "care-task.file-page-read" && n.Patients.SequenceEqual([stage.Patient])
                    )
                    .SubjectId
            );
        foreach (var none in new[] { 0, 4 })
            await Assert.ThrowsAsync<NotFound>(() => Queries.PageAsync(stage.Mia, stage.Patient, file, none, default));
    }

    [Fact]
    public async Task What_waits_for_the_scanner_is_listed_and_handed_to_nobody()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        var file = Assert.Single((await DetailAsync()).Attachments).Id;
        foreach (
            var (scan, says) in new[] { ("quarantined", "has not looked at these pages yet"), ("infected", "found something harmful") }
        )
        {
            await database.AsOwnerAsync(
                """
                update files f set scan = $2, scanned_at = case when $2 = 'infected' then now() end from care_task_attachments a
                    where a.file_id = f.id and a.id = $1
                """,
                file,
                scan
            );

            Assert.Contains(says, Assert.Single((await DetailAsync()).Attachments).Scan.Against());
            var handed = await Queries.FileAsync(stage.Mia, stage.Patient, file, default);
            Assert.Contains(says, Assert.Throws<RuleBroken>(() => database.Get<FileVault>().Open(handed)).Message);
            Assert.Contains(
                says,
                (
                    await Assert.ThrowsAsync<RuleBroken>(() => database.Get<PageImages>().DrawAsync(handed, 1, PageSize.Whole, default))
                ).Message
            );
        }
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData(@"C:\Users\Mia\Plan.pdf", "Plan.pdf")]
    [InlineData("Plan\r\nX-Evil: 1.pdf", "PlanX-Evil 1.pdf")]
    [InlineData("<script>alert(1)</script>.pdf", "script.pdf")]
    [InlineData("Essensplan für Übung 食事.pdf", "Essensplan für Übung 食事.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("folder/", "file.pdf")]
    [InlineData("\0\u0001", "file.pdf")]
    [InlineData("\u202Efdp.exe", "fdp.exe.pdf")]
    public async Task A_name_is_kept_as_one_safe_line_that_ends_as_what_it_is(string sent, string kept)
    {
        await AttachAsync(stage.Mia, sent, Pdf);

        Assert.Equal(kept, Assert.Single((await DetailAsync()).Attachments).Name);
    }

    private CareTaskFileQueries Queries => database.Get<CareTaskFileQueries>();

    private Task<TaskDetail> DetailAsync() => database.Get<CareTaskQueries>().TaskAsync(stage.Mia, stage.Patient, task, null, default);

    private Task AttachAsync(Actor actor, string name, byte[] bytes)
    {
        stage.Tick();
        return database.AttachAsync(actor, stage.Patient, task, name, bytes);
    }

    private async Task<byte[]> BytesAsync(FileHandedOut file)
    {
        await using var content = database.Get<FileVault>().Open(file);
        using var all = new MemoryStream();
        await content.CopyToAsync(all);
        return all.ToArray();
    }
}
