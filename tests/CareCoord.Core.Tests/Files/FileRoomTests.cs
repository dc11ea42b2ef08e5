using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Core.Tests.CareTasks;
using CareCoord.Core.Tests.LegalDocuments;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Ops.Seeding;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>
/// Nobody fills the store: drafts, the files that one person adds within a day and those of one record have their end. Many at once are no
/// more than one after another.
/// </summary>
public sealed class FileRoomTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly FileQuota Quota = FileQuota.Usual;
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task One_person_has_so_many_drafts_of_a_patient_and_one_that_is_dropped_makes_room()
    {
        await DraftsAsync(Cast.Caregiver, Quota.Drafts - 1);
        var last = await stage.UploadAsync(Cast.Caregiver);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => stage.UploadAsync(Cast.Caregiver));

        Assert.Contains("Hand some in or remove them", refused.Message);
        Assert.Equal(Quota.Drafts, await DraftsAsync(Cast.Caregiver));
        // What others add is their own.
        await stage.UploadAsync(Cast.Self);
        // Other pages in the place of a draft's are no further draft.
        await stage.UploadAsync(Cast.Caregiver, document: last);
        await database.Get<DropLegalDocument>().RunAsync(Cast.Caregiver, new(Cast.Patient, last), default);
        await stage.UploadAsync(Cast.Caregiver);
    }

    [Fact]
    public async Task Many_drafts_at_once_are_no_more_than_one_after_another()
    {
        await DraftsAsync(Cast.Caregiver, Quota.Drafts - 2);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => stage.UploadAsync(Cast.Caregiver)))
        );

        Assert.Equal(2, results.Count(result => result is null));
        Assert.All(results.OfType<Exception>(), result => Assert.IsType<RuleBroken>(result));
        Assert.Equal(Quota.Drafts, await DraftsAsync(Cast.Caregiver));
    }

    [Fact]
    public async Task The_same_bytes_again_and_again_are_drafts_too()
    {
        await DraftsAsync(Cast.Caregiver, Quota.Drafts - 1);
        await stage.UploadAsync(Cast.Caregiver, "the very same");

        await Assert.ThrowsAsync<RuleBroken>(() => stage.UploadAsync(Cast.Caregiver, "the very same"));
    }

    [Fact]
    public async Task The_files_of_a_record_have_their_end_whoever_adds_them_and_other_records_go_on()
    {
        await FilesAsync(
            Cast.Patient,
            (await stage.World.AccountAsync("Before", Hat.Provider), database.Clock.GetUtcNow().AddDays(-9)),
            Quota.OfPatient
        );

        foreach (var by in new[] { Cast.Self, Cast.Caregiver, Cast.Coordinator })
            Assert.Contains("no more room", (await Assert.ThrowsAsync<RuleBroken>(() => stage.UploadAsync(by))).Message);
        Assert.Equal(0, await DraftsAsync(Cast.Self));
        var other = new DocumentStage(database);
        await other.OpenAsync();
        await other.UploadAsync(other.Cast.Self);
    }

    [Fact]
    public async Task What_one_person_adds_within_a_day_has_its_end_over_all_records_and_the_next_day_they_go_on()
    {
        var elsewhere = await Cast.PlayAsync(stage.World, database, "Elsewhere");
        var now = database.Clock.GetUtcNow();
        await FilesAsync(elsewhere.Patient, (Cast.Caregiver.AccountId, now.AddHours(-20)), Quota.OfPersonADay);

        Assert.Contains("within a day", (await Assert.ThrowsAsync<RuleBroken>(() => stage.UploadAsync(Cast.Caregiver))).Message);
        await stage.UploadAsync(Cast.Self);

        database.Clock.Advance(TimeSpan.FromHours(5));
        await stage.UploadAsync(Cast.Caregiver);
    }

    [Fact]
    public async Task Files_of_care_tasks_need_the_same_room()
    {
        var tasks = await TaskStage.PlayAsync(database);
        var task = await tasks.AssignAsync(new(tasks.Mia.AccountId));
        await FilesAsync(tasks.Patient, (tasks.Nurse.AccountId, database.Clock.GetUtcNow().AddDays(-2)), Quota.OfPatient);

        var refused = await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<AttachToCareTask>().RunAsync(tasks.Mia, new(tasks.Patient, task, await stage.PagesAsync("A plan")), default)
        );

        Assert.Contains("no more room", refused.Message);
    }

    [Fact]
    public async Task Whoever_may_add_nothing_is_not_told_how_much_there_is()
    {
        var stranger = new Actor(await stage.World.AccountAsync("Stranger", Hat.Provider), Hat.Provider);

        Assert.Equal(0, await database.AsAppAsync<long>(stranger, "select count(*) from app.file_room($1)", Cast.Patient));
        Assert.Equal(1, await database.AsAppAsync<long>(Cast.Self, "select count(*) from app.file_room($1)", Cast.Patient));
    }

    private async Task DraftsAsync(Actor by, int count)
    {
        for (var i = 0; i < count; i++)
            await stage.World.DocumentAsync(Cast.Patient, by, "draft");
    }

    private Task<long> DraftsAsync(Actor by) =>
        database.AsOwnerAsync<long>(
            "select count(*) from legal_documents where patient_id = $1 and uploaded_by = $2 and state = 'draft'",
            Cast.Patient,
            by.AccountId
        );

    // As many files of the largest kind as these bytes are.
    private async Task FilesAsync(Guid patient, (Guid Account, DateTimeOffset At) by, long bytes)
    {
        var rows = new SeedRows();
        for (var left = bytes; left > 0; left -= FileVault.Largest)
        {
            var id = Guid.CreateVersion7();
            rows.Add<StoredFile>(
                new
                {
                    PatientId = patient,
                    Id = id,
                    Part = Category.LegalDocuments,
                    Sha256 = SHA256.HashData(id.ToByteArray()),
                    Size = Math.Min(left, FileVault.Largest),
                    MediaType = "application/pdf",
                    Name = "Document.pdf",
                    Pages = 1,
                    KeyId = "k1",
                    WrappedKey = new byte[60],
                    Scan = ScanState.UnscannedNotConfigured,
                    ScanTries = 0,
                    UploadedBy = by.Account,
                    UploadedAt = by.At,
                    Labels = Category.None,
                }
            );
        }

        await database.SeedAsync(rows);
    }
}
