using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Care tasks that are assigned together: each is added with its first act, its checklist and its ladder; saved, they are told to those concerned.</summary>
internal sealed class NewCareTasks(ActorDb db, BusinessCalendar calendar, Worker by)
{
    private readonly List<CareTask> tasks = [];

    public IReadOnlyList<CareTask> All => tasks;

    public CareTask Add(TaskPlace place, TaskContent content, Asked asked, IReadOnlyList<string> steps)
    {
        var (task, act) = CareTask.Assign(place, content, asked, by);
        tasks.Add(task);
        db.Set<CareTask>().Add(task);
        db.Set<CareTaskAct>().Add(act);
        db.Set<CareTaskStep>().AddRange(steps.Select((words, position) => new CareTaskStep(task, position, words, by.Now)));
        db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(task, TaskClock.Finish, calendar, by.Now));
        if (task.IsAsked)
            db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(task, TaskClock.Answer, calendar, by.Now));
        return task;
    }

    /// <summary>Saves them, and whatever else was changed, and tells those concerned; the transaction is the caller's to commit.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        await db.SaveAsync(cancel);
        var ids = tasks.ConvertAll(task => task.Id);
        var watchers = await db.Set<CareTaskWatcher>().AsNoTracking().Where(w => ids.Contains(w.TaskId)).ToListAsync(cancel);
        foreach (var task in tasks)
        {
            var watching = watchers.FindAll(w => w.TaskId == task.Id);
            await db.TellAsync([.. TaskTellings.Of(task, TaskAct.Assigned, TaskHands.Of(task), watching)], task.PatientId, task.Id, cancel);
            if (task.AskedUnitId is { } unit)
                await db.TellUnitAsync(unit, task, cancel);
        }
    }
}
