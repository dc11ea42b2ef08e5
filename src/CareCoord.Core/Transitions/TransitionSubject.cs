using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Transitions;

/// <summary>A way home from a hospital, as something that care tasks are about; it has no labels.</summary>
internal sealed class TransitionSubject : CareTaskSubject
{
    public override TaskAbout About => TaskAbout.Transition;

    public override async Task<Category?> LabelsAsync(ActorDb db, Guid patientId, Guid id, CancellationToken cancel) =>
        await db.Set<Transition>().AnyAsync(t => t.PatientId == patientId && t.Id == id, cancel) ? Category.None : null;
}
