using CareCoord.Access;

namespace CareCoord.Appointments;

/// <summary>Who may do what with appointments.</summary>
public static class AppointmentAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("appointments.read", "read the visits", Category.Appointments);
}
