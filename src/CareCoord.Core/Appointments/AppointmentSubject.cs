using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Appointments;

/// <summary>A visit, as something that care tasks are about.</summary>
internal sealed class AppointmentSubject : CareTaskSubject
{
    public override TaskAbout About => TaskAbout.Appointment;

    public override Task<Category?> LabelsAsync(ActorDb db, Guid patientId, Guid id, CancellationToken cancel) =>
        db.Set<Appointment>()
            .Where(a => a.PatientId == patientId && a.Id == id)
            .Select(a => (Category?)a.Labels)
            .FirstOrDefaultAsync(cancel);
}
