using CareCoord.Access;

namespace CareCoord.Appointments;

/// <summary>Who may do what with appointments.</summary>
public static class AppointmentAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("appointments.read", "read the visits", Category.Appointments);

    public static readonly AccessRule FetchOutcome = AccessRule.ToFetch(
        "appointments.outcome-looked-at",
        "looked at what became of a visit",
        Category.Appointments
    );

    public static readonly AccessRule RecordOutcome = AccessRule.ToWrite(
        "appointments.outcome-recorded",
        "recorded what became of a visit",
        Category.Appointments,
        Hat.Provider,
        Hat.Coordinator
    );
}
