using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>
/// Begins or ends watching a task: being told what happens with it. A coordinator may do so for others who work with the patient.
/// </summary>
public sealed record CareTaskWatched(Guid PatientId, Guid TaskId, Guid Account, bool Watches);

/// <summary>Watches a task, or stops watching it; doing so twice is as good as once.</summary>
public sealed class WatchCareTask(CareTaskTools tools)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such task for the asker, <see cref="RuleBroken"/> where the other does not work with
    /// the patient.
    /// </summary>
    public Task RunAsync(Actor asker, CareTaskWatched request, CancellationToken cancel) =>
        TaskConcurrencyConflict.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, CareTaskWatched request, CancellationToken cancel)
    {
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var work = await CareTaskUnitOfWork.OpenAsync(
            tools,
            asker,
            request.PatientId,
            request.TaskId,
            null,
            CareTaskAccess.Watch,
            cancel
        );
        var (db, task, by) = (work.Db, work.Task, work.By);
        if (request.Account != by.AccountId && !by.IsCoordinator)
            throw new RuleBroken("Only the coordinator can choose who else watches this.");
        var watcher = work.Watchers.Find(w => w.AccountId == request.Account);
        if (watcher is not null == request.Watches)
            return;
        if (watcher is not null)
            db.Set<CareTaskWatcher>().Remove(watcher);
        else if (work.Watchers.Count >= CareTaskAssigned.MostWatchers)
            throw new RuleBroken("Twenty people watch this already, which is the most.");
        else
            db.Set<CareTaskWatcher>()
                .Add(
                    new(
                        task,
                        request.Account,
                        request.Account == by.AccountId ? by.Hat : await HatAsync(work, request.Account, cancel),
                        by.Now
                    )
                );

        await work.KeepAsync(task.Note(request.Watches ? CareTaskAction.Watched : CareTaskAction.Unwatched, by, null), calendar, cancel);
    }

    private static async Task<Hat> HatAsync(CareTaskUnitOfWork work, Guid account, CancellationToken cancel)
    {
        var whom = new AssigneeChoice(account);
        return (await Assignees.ForAsync(work.Db, work.Task, whom, work.By.Now, cancel))
            .Find(work.Task.PatientId, whom, work.Db.Actor)
            .Hat!.Value;
    }
}
