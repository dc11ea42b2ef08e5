using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Organisations;

namespace CareCoord.CareTasks;

/// <summary>Whose task it will be: the patient, the coordinator to whom it goes back, and the sensitivity of what it is about.</summary>
/// <param name="BatchId">The same for all tasks assigned in one go for many patients.</param>
public sealed record TaskPlace(Guid PatientId, Guid TaskId, Guid Coordinator, Guid? BatchId, Category Labels);

/// <summary>Care tasks that are assigned together: each with its first act, its checklist, its ladder and its watchers.</summary>
internal sealed class NewCareTasks(ActorDb db, BusinessCalendar calendar, Worker by)
{
    private readonly List<TaskChange> changes = [];

    public IReadOnlyList<Guid> Ids => changes.ConvertAll(change => change.Task.Id);

    public void Add(TaskPlace place, CareTaskDraft draft, Assignee assignee, IReadOnlyList<string> steps, IEnumerable<Assignee> watching)
    {
        var (task, act) = CareTask.Assign(place, draft, assignee, by);
        var watchers = watching.Select(who => new CareTaskWatcher(task, who.AccountId!.Value, who.Hat!.Value, by.Now)).ToList();
        db.Set<CareTask>().Add(task);
        db.Set<CareTaskStep>().AddRange(steps.Select((words, position) => new CareTaskStep(task, position, words, by.Now)));
        db.Set<CareTaskWatcher>().AddRange(watchers);
        changes.Add(TaskChange.New(task, act, watchers));
    }

    /// <summary>Saves them, and whatever else was changed, and tells those concerned; the transaction is the caller's to commit.</summary>
    public Task KeepAsync(CancellationToken cancel) => TaskChange.KeepAsync(db, changes, calendar, by.Now, cancel);
}
