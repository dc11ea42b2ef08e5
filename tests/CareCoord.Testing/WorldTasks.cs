using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Files;
using CareCoord.Ops.Seeding;

namespace CareCoord.Testing;

/// <summary>The care tasks of a record.</summary>
public sealed partial class World
{
    /// <summary>
    /// A task that the coordinator assigned to somebody who has not answered yet. It has a step, a file, a watcher and a rung of its
    /// ladder.
    /// </summary>
    public async Task<TaskIds> TaskAsync(
        Guid patient,
        Guid coordinator,
        Guid asked,
        string title = "Agree on a meal plan",
        Category labels = Category.None
    )
    {
        var ids = new TaskIds(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var rows = new SeedRows();
        rows.Add<CareTask>(
            new
            {
                PatientId = patient,
                Id = ids.Task,
                Title = title,
                Why = "Her sugar is high.",
                About = TaskAbout.General,
                Priority = Priority.Routine,
                DueAt = Now.AddDays(3),
                State = TaskState.Assigned,
                CoordinatorAccountId = coordinator,
                OwnerAccountId = coordinator,
                OwnerHat = Hat.Coordinator,
                AskedAccountId = asked,
                AskedHat = Hat.Provider,
                AskedBy = coordinator,
                AskedAt = Now,
                AssignedAt = Now,
                EntryCount = 1,
                Labels = labels,
            }
        );
        rows.Add<CareTaskEntry>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                Number = 1,
                Action = CareTaskAction.Assigned,
                At = Now,
                AccountId = coordinator,
                Hat = Hat.Coordinator,
                State = TaskState.Assigned,
                OwnerAccountId = coordinator,
                AskedAccountId = asked,
                Labels = labels,
            }
        );
        rows.Add<CareTaskStep>(
            new
            {
                PatientId = patient,
                Id = ids.Step,
                TaskId = ids.Task,
                Position = 0,
                Words = "Call her",
                Labels = labels,
            }
        );
        rows.Add<StoredFile>(
            new
            {
                PatientId = patient,
                Id = ids.File,
                Part = Category.Plan,
                Sha256 = SHA256.HashData(ids.File.ToByteArray(bigEndian: true)),
                Size = 100L,
                MediaType = "application/pdf",
                Name = "Meal plan.pdf",
                Pages = 1,
                KeyId = "k1",
                WrappedKey = new byte[60],
                Scan = ScanState.UnscannedNotConfigured,
                ScanTries = 0,
                UploadedBy = coordinator,
                UploadedAt = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskAttachment>(
            new
            {
                PatientId = patient,
                Id = ids.File,
                TaskId = ids.Task,
                FileId = ids.File,
                AddedBy = coordinator,
                AddedAt = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskWatcher>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                AccountId = coordinator,
                Hat = Hat.Coordinator,
                Since = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskRung>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                Clock = TaskClock.Answer,
                Round = 1,
                Rung = Rung.Reminder,
                DueAt = Now.AddDays(1),
                Labels = labels,
            }
        );
        await database.SeedAsync(rows);
        return ids;
    }
}
