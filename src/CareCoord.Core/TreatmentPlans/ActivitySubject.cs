using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.TreatmentPlans;

/// <summary>An activity of the plan, as something that care tasks are about.</summary>
internal sealed class ActivitySubject : CareTaskSubject
{
    public override TaskAbout About => TaskAbout.PlanActivity;

    /// <summary>As sensitive as all its versions together: what was protected once is read about in the older ones.</summary>
    public override async Task<Category?> LabelsAsync(ActorDb db, Guid patientId, Guid id, CancellationToken cancel)
    {
        var versions = await db.Set<Activity>()
            .Where(a => a.PatientId == patientId && a.LineageId == id)
            .Select(a => a.Labels)
            .Distinct()
            .ToListAsync(cancel);
        return versions.Count == 0 ? null : versions.Aggregate((all, one) => all | one);
    }
}
