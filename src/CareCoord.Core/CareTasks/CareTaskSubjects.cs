using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>The things in the record that care tasks can be about, and how sensitive they are.</summary>
public sealed class CareTaskSubjects(IEnumerable<CareTaskSubject> subjects)
{
    private readonly Dictionary<TaskAbout, CareTaskSubject> known = subjects.ToDictionary(subject => subject.About);

    /// <summary>
    /// The sensitivity of what the task is about. Throws <see cref="RuleBroken"/> where it names a thing that is not this patient's.
    /// </summary>
    internal async Task<Category> LabelsAsync(ActorDb db, Guid patientId, CareTaskDraft draft, CancellationToken cancel)
    {
        if (draft.AboutId is not { } id)
            return Category.None;
        var labels = known.TryGetValue(draft.About, out var subject) ? await subject.LabelsAsync(db, patientId, id, cancel) : null;
        return labels ?? throw new RuleBroken("What this is about is no longer in the record. Choose it again.");
    }

    /// <summary>Lets a changed draft pass where it is as sensitive as the task, whose history has been read by others.</summary>
    internal async Task<CareTaskDraft> CheckAsync(
        ActorDb db,
        Guid patientId,
        CareTaskDraft draft,
        Category labels,
        CancellationToken cancel
    ) =>
        await LabelsAsync(db, patientId, draft, cancel) == labels
            ? draft
            : throw new RuleBroken("That is protected otherwise than this task. Cancel this one and assign a new one about it.");
}
