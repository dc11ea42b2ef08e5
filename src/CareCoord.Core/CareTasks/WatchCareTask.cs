using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Begins or ends watching a task: being told what happens with it. A coordinator may do so for others who work with the patient.</summary>
public sealed record CareTaskWatched(Guid PatientId, Guid TaskId, Guid Account, bool Watches);

/// <summary>Watches a task, or stops watching it; doing so twice is as good as once.</summary>
public sealed class WatchCareTask(CareTaskTools tools)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such task for the asker, <see cref="RuleBroken"/> where the other does not work with the patient.</summary>
    public async Task RunAsync(Actor asker, CareTaskWatched request, CancellationToken cancel)
    {
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var hand = await TaskInHand.OpenAsync(tools, asker, request.PatientId, request.TaskId, null, CareTaskAccess.Watch, cancel);
        var (db, task, by) = (hand.Db, hand.Task, hand.By);
        if (request.Account != by.AccountId && !by.IsCoordinator)
            throw new RuleBroken("Only the coordinator can choose who else watches this.");
        var watcher = await db.Set<CareTaskWatcher>()
            .SingleOrDefaultAsync(w => w.PatientId == request.PatientId && w.TaskId == request.TaskId && w.AccountId == request.Account, cancel);
        if (watcher is not null == request.Watches)
            return;
        if (watcher is not null)
        {
            db.Set<CareTaskWatcher>().Remove(watcher);
        }
        else
        {
            if (await db.Set<CareTaskWatcher>().CountAsync(w => w.PatientId == request.PatientId && w.TaskId == request.TaskId, cancel) >= CareTaskAssigned.MostWatchers)
                throw new RuleBroken("Twenty people watch this already, which is the most.");
            var hat = request.Account == by.AccountId ? by.Hat : (await new AskWhom(request.Account).FindAsync(db, request.PatientId, by.Now, cancel)).Hat!.Value;
            db.Set<CareTaskWatcher>().Add(new(task, request.Account, hat, by.Now));
        }

        await hand.KeepAsync(task.Note(request.Watches ? TaskAct.Watched : TaskAct.Unwatched, by, null), calendar, cancel);
    }
}
