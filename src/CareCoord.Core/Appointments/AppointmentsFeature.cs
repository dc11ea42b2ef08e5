using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Appointments;

internal static class AppointmentsFeature
{
    public static IServiceCollection AddAppointments(this IServiceCollection services) => services.AddSingleton<AppointmentQueries>();
}
