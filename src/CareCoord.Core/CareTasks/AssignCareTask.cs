using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Work for one patient, or the same work for many: to whom, with which checklist, and who watches besides.</summary>
public sealed record CareTaskAssigned(
    [property: MinLength(1, ErrorMessage = "Choose at least one patient."), MaxLength(CareTaskAssigned.MostPatients, ErrorMessage = "Choose at most 500 patients at once.")] IReadOnlyList<Guid> Patients,
    WorkAsked Work, AskWhom Whom,
    [property: MaxLength(CareTaskAssigned.MostSteps, ErrorMessage = "A checklist has at most 30 lines.")] IReadOnlyList<string> Steps,
    [property: MaxLength(CareTaskAssigned.MostWatchers, ErrorMessage = "At most 20 people watch a task.")] IReadOnlyList<Guid> Watchers)
{
    public const int MostPatients = 500;
    public const int MostSteps = 30;
    public const int MostWatchers = 20;
}

/// <summary>Assigns a care task to a provider, a role of the care team or a unit; for many patients at once, all of them or none.</summary>
public sealed class AssignCareTask(CareTaskTools tools)
{
    /// <summary>The ids of the tasks, in the order of the patients. Throws <see cref="NotFound"/> where the asker may not see one of the patients.</summary>
    public async Task<IReadOnlyList<Guid>> RunAsync(Actor asker, CareTaskAssigned request, CancellationToken cancel)
    {
        Checked.Of(request);
        var patients = request.Patients.Distinct().ToArray();
        if (request.Work.AboutId is not null && patients.Length > 1)
            throw new RuleBroken("A task for many patients cannot be about one thing of one of them. Choose the kind only.");
        var steps = request.Steps.Select(step => step.Trim()).Where(step => step.Length > 0).ToList();
        steps.ForEach(step => Checked.Of(new Line(step)));
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var db = await tools.Databases.OpenAsync(asker, cancel);
        var now = tools.Clock.GetUtcNow();
        Guid? batch = patients.Length > 1 ? Guid.CreateVersion7(now) : null;
        var subject = batch ?? Guid.CreateVersion7(now);
        await tools.Gate.PassAsync(db, CareTaskAccess.Assign, patients, batch is null ? "care_task" : "care_task_batch", subject, cancel);
        var by = await db.WorkerAsync(now, cancel);
        var content = request.Work.Content(calendar, now, null);

        var tasks = new List<CareTask>();
        foreach (var patient in patients)
        {
            var asked = await request.Whom.FindAsync(db, patient, now, cancel);
            var coordinator = await AskWhom.CoordinatorAsync(db, patient, now, cancel) ?? asker.AccountId;
            var place = new TaskPlace(patient, batch is null ? subject : Guid.CreateVersion7(now), coordinator, batch, await TaskSubject.LabelsAsync(db, patient, content, cancel));
            var (task, act) = CareTask.Assign(place, content, asked, by);
            tasks.Add(task);
            db.Set<CareTask>().Add(task);
            db.Set<CareTaskAct>().Add(act);
            db.Set<CareTaskStep>().AddRange(steps.Select((words, position) => new CareTaskStep(task, position, words, now)));
            db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(task, TaskClock.Finish, calendar, now));
            if (task.IsAsked)
                db.Set<CareTaskRung>().AddRange(EscalationLadder.Lay(task, TaskClock.Answer, calendar, now));
            foreach (var watcher in request.Watchers.Distinct())
                db.Set<CareTaskWatcher>().Add(new(task, watcher, (await new AskWhom(watcher).FindAsync(db, patient, now, cancel)).Hat!.Value, now));
        }

        await db.SaveAsync(cancel);
        await TellAsync(db, tasks, cancel);
        await db.CommitAsync(cancel);
        return [.. tasks.Select(task => task.Id)];
    }

    private static async Task TellAsync(ActorDb db, List<CareTask> tasks, CancellationToken cancel)
    {
        var ids = tasks.ConvertAll(task => task.Id);
        var watchers = await db.Set<CareTaskWatcher>().AsNoTracking().Where(w => ids.Contains(w.TaskId)).ToListAsync(cancel);
        foreach (var task in tasks)
        {
            var watching = watchers.FindAll(w => w.TaskId == task.Id);
            await db.TellAsync([.. TaskTellings.Of(task, TaskAct.Assigned, TaskHands.Of(task), watching)], task.PatientId, task.Id, cancel);
            if (task.AskedUnitId is { } unit)
                await db.TellUnitAsync(unit, task, NotificationKind.TaskAsked, cancel);
        }
    }

    private sealed record Line([property: Sentence("Write what is to be done.", CareTask.TitleLength)] string Words);
}
