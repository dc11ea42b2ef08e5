using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>A file for a task, as it was received and kept.</summary>
public sealed record CareTaskAttached(Guid PatientId, Guid TaskId, FileReceived File);

/// <summary>Attaches a file to a task; the same bytes twice are one attachment.</summary>
public sealed class AttachToCareTask(CareTaskTools tools, FileQuota quota)
{
    /// <summary>
    /// Whether the received file is needed: it is not where the same bytes are attached already. Throws <see cref="NotFound"/> where there
    /// is no such task for the asker, <see cref="RuleBroken"/> where the file is not taken.
    /// </summary>
    public async Task<bool> RunAsync(Actor asker, CareTaskAttached request, CancellationToken cancel)
    {
        var needed = false;
        await TaskConcurrencyConflict.AgainAsync(async () => needed = await OnceAsync(asker, request, cancel));
        return needed;
    }

    private async Task<bool> OnceAsync(Actor asker, CareTaskAttached request, CancellationToken cancel)
    {
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var work = await CareTaskUnitOfWork.OpenAsync(
            tools,
            asker,
            request.PatientId,
            request.TaskId,
            null,
            CareTaskAccess.Attach,
            cancel
        );
        var attached = work.Db.Set<CareTaskAttachment>().Where(a => a.PatientId == request.PatientId && a.TaskId == request.TaskId);
        var same = work.Db.Set<StoredFile>().Where(f => f.PatientId == request.PatientId && f.Sha256 == request.File.File.Sha256);
        if (await attached.AnyAsync(a => same.Any(f => f.Id == a.FileId), cancel))
            return false;
        var room = await FileRoom.DemandAsync(work.Db, quota, request.PatientId, request.File.File.Size, cancel);
        var file = new StoredFile(request.PatientId, Category.Plan, work.Task.Labels, request.File, room, work.By.AccountId, work.By.Now);
        var act = work.Task.NoteFile(CareTaskAction.Attached, work.By, file.Name);
        if (await attached.CountAsync(cancel) >= CareTaskAttachment.Most)
            throw new RuleBroken("A task has at most ten files. Remove one first.");
        work.Db.Set<StoredFile>().Add(file);
        work.Db.Set<CareTaskAttachment>().Add(new(work.Task, file, work.By));
        await work.KeepAsync(act, calendar, cancel);
        return true;
    }
}
