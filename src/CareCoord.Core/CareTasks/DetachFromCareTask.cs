using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Removes a file from a task.</summary>
public sealed record CareTaskDetached(Guid PatientId, Guid TaskId, Guid AttachmentId);

/// <summary>
/// Removes a file that was attached by mistake: whoever attached it, or the coordinator; the history keeps its name, and the sweep takes
/// its bytes.
/// </summary>
public sealed class DetachFromCareTask(CareTaskTools tools)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such file for the asker.</summary>
    public Task RunAsync(Actor asker, CareTaskDetached request, CancellationToken cancel) =>
        TaskConcurrencyConflict.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, CareTaskDetached request, CancellationToken cancel)
    {
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var work = await CareTaskUnitOfWork.OpenAsync(
            tools,
            asker,
            request.PatientId,
            request.TaskId,
            null,
            CareTaskAccess.Detach,
            cancel
        );
        var files = work
            .Db.Set<CareTaskAttachment>()
            .Where(a => a.PatientId == request.PatientId && a.TaskId == request.TaskId && a.Id == request.AttachmentId);
        var file =
            await files
                .Select(a => new { a.AddedBy, work.Db.Set<StoredFile>().Single(f => f.PatientId == a.PatientId && f.Id == a.FileId).Name })
                .SingleOrDefaultAsync(cancel)
            ?? throw new NotFound();
        if (file.AddedBy != work.By.AccountId && !work.By.IsCoordinator)
            throw new RuleBroken("Only whoever attached it, or the coordinator, can remove it.");
        await files.ExecuteDeleteAsync(cancel);
        await work.KeepAsync(work.Task.NoteFile(CareTaskAction.Detached, work.By, file.Name), calendar, cancel);
    }
}
