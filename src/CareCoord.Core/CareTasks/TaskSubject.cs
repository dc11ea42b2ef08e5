using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Data;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>The thing in the record that a task is about, and how sensitive it is.</summary>
internal static class TaskSubject
{
    /// <summary>The sensitivity of what the task is about. Throws <see cref="RuleBroken"/> where it names a thing that is not this patient's.</summary>
    public static async Task<Category> LabelsAsync(ActorDb db, Guid patientId, CareTaskDraft draft, CancellationToken cancel)
    {
        if (draft.AboutId is not { } id)
            return Category.None;
        var labels = draft.About switch
        {
            // As sensitive as all its versions together: what was protected once is read about in the older ones.
            TaskAbout.PlanActivity => await db.Set<Activity>()
                .Where(a => a.PatientId == patientId && a.LineageId == id)
                .Select(a => a.Labels)
                .Distinct()
                .ToListAsync(cancel)
                is { Count: > 0 } versions
                ? versions.Aggregate((all, one) => all | one)
                : null,
            TaskAbout.Appointment => await db.Set<Appointment>()
                .Where(a => a.PatientId == patientId && a.Id == id)
                .Select(a => (Category?)a.Labels)
                .FirstOrDefaultAsync(cancel),
            TaskAbout.Transition => await db.Set<Transition>().AnyAsync(t => t.PatientId == patientId && t.Id == id, cancel)
                ? Category.None
                : null,
            TaskAbout.Document => await db.Set<LegalDocument>()
                .Where(d => d.PatientId == patientId && d.Id == id)
                .Select(d => (Category?)d.Labels)
                .FirstOrDefaultAsync(cancel),
            _ => null,
        };
        return labels ?? throw new RuleBroken("What this is about is no longer in the record. Choose it again.");
    }

    /// <summary>Lets changed content pass where it is as sensitive as the task, whose history has been read by others.</summary>
    public static async Task<CareTaskDraft> CheckAsync(
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
