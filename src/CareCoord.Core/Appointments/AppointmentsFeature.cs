using CareCoord.Access;
using CareCoord.CareTasks;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Appointments;

internal static class AppointmentsFeature
{
    public static readonly Feature Feature = new("appointments")
    {
        Tables =
        [
            new("appointments", Category.Appointments, Labelled: true),
            new("appointment_versions", Category.Appointments, Labelled: true),
        ],
        Services = services =>
            services
                .AddSingleton<AppointmentQueries>()
                .AddSingleton<RecordVisitOutcome>()
                .AddSingleton<CareTaskSubject, AppointmentSubject>(),
    };
}
