using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Core.Tests.Files;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>Who attaches, reads and removes the files of a task, by the portal and past it.</summary>
public sealed class TaskFileAccessTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
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
    public async Task Readers_attach_nothing_and_for_strangers_there_is_neither_task_nor_file()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        var file = Assert.Single((await DetailAsync()).Attachments).Id;
        foreach (var reader in new[] { stage.Cast.Self, stage.Cast.Caregiver })
            Assert.StartsWith(
                "You can read this, but not change it.",
                (await Assert.ThrowsAsync<RuleBroken>(() => AttachAsync(reader, "Mine.pdf", Png))).Message
            );

        var other = await TaskStage.PlayAsync(database);
        foreach (var stranger in new[] { stage.Uma, other.Mia, other.Coordinator, stage.Mia with { Hat = Hat.Administrator } })
        {
            await Assert.ThrowsAsync<NotFound>(() => AttachAsync(stranger, "Mine.pdf", Png));
            await Assert.ThrowsAsync<NotFound>(() => Queries.AttachingAsync(stranger, stage.Patient, task, default));
            await Assert.ThrowsAsync<NotFound>(() => Queries.FileAsync(stranger, stage.Patient, file, default));
            await Assert.ThrowsAsync<NotFound>(() => Queries.PageAsync(stranger, stage.Patient, file, 1, default));
            await Assert.ThrowsAsync<NotFound>(() => Queries.PictureAsync(stranger, stage.Patient, file, 1, default));
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<DetachFromCareTask>().RunAsync(stranger, new(stage.Patient, task, file), default)
            );
            Assert.Equal(0, await database.AsAppAsync<long>(stranger, "select count(*) from files where patient_id = $1", stage.Patient));
        }

        await Assert.ThrowsAsync<NotFound>(() => Queries.FileAsync(other.Mia, other.Patient, file, default));
        Assert.Single((await DetailAsync()).Attachments);
        Assert.Contains(await database.NotedAsync(other.Mia.AccountId), n => n.Action == "access.refused" && n.Patients.Length == 0);
    }

    [Fact]
    public async Task A_file_carries_its_tasks_labels_and_is_seen_by_whom_sees_the_task()
    {
        var labelled = await World.TaskAsync(stage.Patient, stage.Coordinator.AccountId, stage.Mia.AccountId, labels: Category.Hiv);
        await database.AttachAsync(stage.Mia, stage.Patient, labelled.Task, "Result.pdf", Pdf);
        var file = await database.AsOwnerAsync<Guid>(
            """
            select f.id from files f join care_task_attachments a on a.file_id = f.id
            where a.task_id = $1 and f.labels = $2 and f.name = 'Result.pdf'
            """,
            labelled.Task,
            (int)Category.Hiv
        );

        Assert.NotEqual(Guid.Empty, file);
        foreach (
            var (bits, seen) in new[]
            {
                (Category.Plan, 0L),
                (Category.Plan | Category.Hiv, 1L),
                (Category.LegalDocuments | Category.Hiv, 0L),
            }
        )
        {
            var proxy = await World.AccountAsync($"Proxy {bits}", Hat.Caregiver);
            await World.GrantAsync(stage.Patient, proxy, bits);
            Assert.Equal(
                seen,
                await database.AsAppAsync<long>(
                    new Actor(proxy, Hat.Caregiver).Toward(stage.Patient),
                    "select count(*) from files where id = $1",
                    file
                )
            );
        }
    }

    [Fact]
    public async Task Nobody_past_the_portal_puts_a_file_to_the_tasks_or_says_what_the_scanner_found()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await database.AsOwnerAsync("update files set scan = 'quarantined' where patient_id = $1", stage.Patient);
        var manages = await World.AccountAsync("Manages", Hat.Caregiver);
        await World.GrantAsync(stage.Patient, manages, Category.Everything, Category.Everything);
        const string Insert =
            "insert into files (patient_id, id, sha256, size, media_type, name, pages, key_id, wrapped_key, scan, uploaded_by, "
            + "uploaded_at, labels, part)"
            + " values ($1, $2, sha256(uuid_send($2)), 1, 'image/png', 'x.png', 1, 'k1', decode(repeat('00', 60), 'hex'), 'clean', "
            + "app.actor_id(), now(), 0, 1)";

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                new Actor(manages, Hat.Caregiver).Toward(stage.Patient),
                Insert,
                stage.Patient,
                Guid.CreateVersion7()
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        foreach (var somebody in new[] { stage.Mia, stage.Coordinator })
            Assert.Equal(
                0,
                await database.AsAppAsync<long>(
                    somebody,
                    """
                    with u as (update files set scan = 'unscanned_not_configured' where patient_id = $1 returning 1) select count(*) from u
                    """,
                    stage.Patient
                )
            );
    }

    [Fact]
    public async Task Whoever_attached_it_or_the_coordinator_removes_it_the_history_keeps_its_name_and_the_sweep_takes_its_bytes()
    {
        await AttachAsync(stage.Mia, "Plan.pdf", Pdf);
        await AttachAsync(stage.Mia, "Wound.png", Png);
        var files = (await DetailAsync()).Attachments;
        var handed = await Queries.FileAsync(stage.Mia, stage.Patient, files[0].Id, default);
        var detach = database.Get<DetachFromCareTask>();

        Assert.Equal(
            "Only whoever attached it, or the coordinator, can remove it.",
            (
                await Assert.ThrowsAsync<RuleBroken>(() => detach.RunAsync(stage.Nurse, new(stage.Patient, task, files[0].Id), default))
            ).Message
        );
        await detach.RunAsync(stage.Mia, new(stage.Patient, task, files[0].Id), default);

        Assert.Equal("Wound.png", Assert.Single((await DetailAsync()).Attachments).Name);
        database.Clock.Advance(TimeSpan.FromHours(2));
        Assert.NotEqual(0, await database.Get<SweepFiles>().SweepAsync(default));
        database.Clock.Advance(TimeSpan.FromHours(-2));
        Assert.Throws<FileDamaged>(() => database.Get<FileVault>().Open(handed));
        Assert.Equal(Png, await BytesAsync(await Queries.FileAsync(stage.Mia, stage.Patient, files[1].Id, default)));
        await detach.RunAsync(stage.Coordinator, new(stage.Patient, task, files[1].Id), default);
        Assert.Empty((await DetailAsync()).Attachments);
        Assert.Equal(
            [("detached", stage.Mia.AccountId, "Plan.pdf"), ("detached", stage.Coordinator.AccountId, "Wound.png")],
            (await stage.HistoryAsync(task))[^2..]
        );
    }

    private World World => new(database);

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
